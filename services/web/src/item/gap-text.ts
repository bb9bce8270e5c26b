/** How long nothing was recorded between two recordings, in words: how much of it was a pause, and how sure that is. */
import type { NeighboursBody } from "../../../review/overview-schema.ts";
import { lengthText } from "../shown/format.ts";
import type { Say } from "../texts/texts.ts";

/** Shorter is the time that any recorder takes to begin a file. */
const JOINED_MS = 1_000;

export function gapText(
  say: Say,
  { gapMs, pausedMs, clock, errorMs }: NonNullable<NeighboursBody["before"]>,
): string {
  if (gapMs < JOINED_MS) return say("beside.joined");
  const length = (ms: number): string => lengthText(ms / 1_000);
  const gap = say("beside.gap", { length: length(gapMs) });
  const paused = pausedMs < JOINED_MS ? [] : [say("beside.paused", { length: length(pausedMs) })];
  const unsure = errorMs < JOINED_MS ? [] : [say("beside.error", { length: length(errorMs) })];
  const claimed = clock === "measured" ? [] : [say("beside.claimed")];
  return [gap, ...paused, ...unsure, ...claimed].join(" · ");
}
