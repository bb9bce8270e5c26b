/** How a run of ffmpeg ended, told apart: a fault of the file is final, a fault of the machine is tried again. */
import { expect, test } from "vitest";
import { type Ending, refusalOf } from "../../../infra/ffmpeg/sandbox.ts";

const ending = (code: number | null, lastWords = "x: Invalid data found"): Ending => ({
  code,
  lastWords,
});

test.each([
  ["ffmpeg 5 on a bad file", ending(1), "invalid media/unreadable"],
  ["ffmpeg 7 on a bad file: AVERROR_INVALIDDATA", ending(183), "invalid media/unreadable"],
  ["ffmpeg 7 on a bad file: EINVAL", ending(234), "invalid media/unreadable"],
  ["ffmpeg 7 without memory", ending(244, "Cannot allocate memory"), "invalid media/too-large"],
  [
    "ffmpeg 7 without room",
    ending(228, "No space left on device"),
    "unavailable media/scratch-full",
  ],
  ["ffmpeg asked to end", ending(255), "unavailable media/tool-failed"],
  ["a crash", ending(139), "unavailable media/tool-failed"],
  ["kill -9 as a shell says it", ending(137), "unavailable media/tool-failed"],
  ["a signal", ending(null), "unavailable media/tool-failed"],
  ["no such program", ending(127), "unavailable media/tool-failed"],
  ["the box's own failure", ending(1, "bwrap: no"), "unavailable media/tool-failed"],
  ["too much output", ending(153), "invalid media/too-large"],
  ["too much time", ending(124), "unavailable media/timed-out"],
  ["a forbidden codec", ending(183, "Codec (x) not on whitelist"), "invalid media/not-allowed"],
] as const)("%s", (_what, end, expected) => {
  const { kind, code } = refusalOf(end);
  expect(`${kind} ${code}`).toBe(expected);
});
