/** Starts the page: language first, so that no screen is ever shown in the wrong one. */
import { createRoot } from "react-dom/client";
import { lookForFilms, noteInput } from "./api/attendance.ts";
import { readFirst } from "./api/read-first.ts";
import { App, queries } from "./app.tsx";
import { fetchDialogs } from "./frame/dialogs.ts";
import { screenReady } from "./router.tsx";
import { startTexts } from "./texts/say.ts";

/** Whoever waits longer for the service sees that the page waits. */
const PATIENCE_MS = 1_000;
/** Long after the first picture, long before anybody has filled in a form. */
const DIALOGS_AFTER_MS = 2_000;

export async function start(): Promise<void> {
  const place = document.getElementById("page");
  if (place === null) throw new Error("broken invariant: index.html has the element #page");
  for (const input of ["pointerdown", "pointermove", "keydown", "wheel"]) {
    addEventListener(input, noteInput, { capture: true, passive: true });
  }
  lookForFilms(() => [...document.querySelectorAll("video")].some(({ paused }) => !paused));

  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const read = Promise.race([readFirst(queries, location), patience]);
  await Promise.all([startTexts(), screenReady(), read]);
  createRoot(place).render(<App />);
  setTimeout(fetchDialogs, DIALOGS_AFTER_MS);
}
