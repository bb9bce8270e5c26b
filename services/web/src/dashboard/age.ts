/** How long ago something was, in the largest unit that it fills. Pure. */
import type { Say } from "../texts/texts.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The service's clock may be a little ahead of the reader's: nothing is less than 0 ago. */
export function ageWords(say: Say, at: string, nowMs: number): string {
  const ms = Math.max(nowMs - Date.parse(at), 0);
  if (ms >= DAY_MS) return say("age.days", { count: Math.floor(ms / DAY_MS) });
  if (ms >= HOUR_MS) return say("age.hours", { count: Math.floor(ms / HOUR_MS) });
  return say("age.minutes", { count: Math.floor(ms / MINUTE_MS) });
}
