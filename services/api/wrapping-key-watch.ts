/** Tries each key-encryption key in use at the start and once a minute, so that a lost one is told before somebody opens an item. */
import { type KeksDeps, type LostKek, lostKeks } from "../encryption/known-keks.ts";

const EVERY_MS = 60_000;

interface Ending {
  add(name: string, close: () => Promise<unknown>): void;
}

/** What the last look found; before the first has ended, nothing. A look that fails is told, and its finding stays. */
export function watchWrappingKeys(
  deps: KeksDeps,
  log: { warn(fields: object, text: string): void },
  ending: Ending,
): () => readonly LostKek[] {
  let found: readonly LostKek[] = [];
  let running: Promise<void> | null = null;
  const look = (): void => {
    // A token that does not answer takes its time: looks do not heap up.
    running ??= lostKeks(deps)
      .then(
        (lost) => void (found = lost),
        (error: unknown) => log.warn({ err: error }, "wrapping keys are not tried; tried again"),
      )
      .finally(() => (running = null));
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  ending.add("watch of wrapping keys", async () => {
    clearInterval(timer);
    await running;
  });
  return () => found;
}
