/** Starts the page: language first, so that no screen is ever shown in the wrong one. */
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./page.css";
import { startTexts } from "./texts/say.ts";

const place = document.getElementById("page");
if (place === null) throw new Error("broken invariant: index.html has the element #page");
await startTexts();
createRoot(place).render(<App />);
