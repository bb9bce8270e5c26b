/** Starts the page: language first, so that no screen is ever shown in the wrong one. */
import "./trusted.ts";
import { createRoot } from "react-dom/client";
import { lookForFilms, noteInput } from "./api/attendance.ts";
import { App } from "./app.tsx";
import "./page.css";
import { startTexts } from "./texts/say.ts";

const place = document.getElementById("page");
if (place === null) throw new Error("broken invariant: index.html has the element #page");
// After an upgrade an open page asks for screens that are gone: it is loaded anew, once a minute at most.
const RELOADED = "holdfast.reloaded";
window.addEventListener("vite:preloadError", (event) => {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
});

for (const input of ["pointerdown", "pointermove", "keydown", "wheel"]) {
  addEventListener(input, noteInput, { capture: true, passive: true });
}
lookForFilms(() => [...document.querySelectorAll("video")].some(({ paused }) => !paused));

await startTexts();
createRoot(place).render(<App />);
