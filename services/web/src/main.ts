/** The first script, and the smallest: begins at once, side by side, all that the first screen will wait for. */
import "./trusted.ts";
import "./page.css";
import { askFirst } from "./api/first-asked.ts";
import { loadScreenAt } from "./screens.ts";
import { loadTexts, startLanguage } from "./texts/language.ts";

// After an upgrade an open page asks for screens that are gone: it is loaded anew, once a minute at most.
const RELOADED = "holdfast.reloaded";
window.addEventListener("vite:preloadError", (event) => {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
});

askFirst(location);
const start = import("./start.tsx");
// Whether they came, those who wait for them learn (start.tsx, router.tsx).
loadTexts(startLanguage()).catch(() => undefined);
loadScreenAt(location.pathname);
await (await start).start();
