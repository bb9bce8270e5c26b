/** What a recording is looked at by before it is played, in numbers: where each picture of its storyboard is and of when, and how its sound was measured. */
import { z } from "zod";
import { MAX_DURATION_MS } from "./media-info.ts";
import { MAX_POSITIONS } from "./track/positions.ts";

const px = z.number().int().min(1).max(100_000);
const ms = z.number().int().min(0).max(MAX_DURATION_MS);

/** Pictures of one storyboard at most, and how wide and high one of them is at most. */
export const MOST_TILES = 100;
export const TILE_PX = 160;

/** Numbers of a derivative "storyboard": one JPEG, filled by rows from the left. */
export const StoryboardNumbers = z.object({
  ...{ columns: px, tileWidthPx: px, tileHeightPx: px },
  /** Of each picture, from the beginning of the viewing copy; rising. */
  atMs: z.array(ms).min(1).max(MOST_TILES),
  /** What the last picture stands for ends there. */
  endMs: ms,
});
export type StoryboardNumbers = z.infer<typeof StoryboardNumbers>;

/** Numbers of a derivative "peaks"; its bytes: services/media/peaks.ts. */
export const PeaksNumbers = z.object({
  columns: z.number().int().min(1),
  /** Of the sound as it was measured, from the beginning of the viewing copy. */
  lengthMs: ms,
  /** The largest amplitude, of 32,768; 0: there is no sound but silence. */
  loudest: z.number().int().min(0).max(32_768),
});
export type PeaksNumbers = z.infer<typeof PeaksNumbers>;

/** Numbers of a derivative "positions": lines of NMEA 0183 or points of ISO 6709, as they stand in the recording, or GPX of the form of an action camera (services/media/track). */
export const PositionsNumbers = z.object({
  positions: z.number().int().min(1).max(MAX_POSITIONS),
  /** Told, and none. */
  leftOut: z.number().int().min(0),
});
export type PositionsNumbers = z.infer<typeof PositionsNumbers>;

/** Pictures side by side. */
export const MOST_COLUMNS = 10;

/** WebVTT as players read it: from when to when, and which part of the picture at `address` shows it. */
export function storyboardVtt(numbers: StoryboardNumbers, address: string): string {
  const { columns, tileWidthPx: width, tileHeightPx: height, atMs, endMs } = numbers;
  const cues = atMs.map((at, index) => {
    const from = index === 0 ? 0 : at;
    const to = Math.max(from + 1, atMs[index + 1] ?? endMs);
    const left = (index % columns) * width;
    const top = Math.floor(index / columns) * height;
    const place = `#xywh=${left},${top},${width},${height}`;
    return `${vttTime(from)} --> ${vttTime(to)}\n${address}${place}\n`;
  });
  return ["WEBVTT\n", ...cues].join("\n");
}

/** "01:02:03.004" (W3C WebVTT 4.1). */
export function vttTime(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const rest = String(ms % 1_000).padStart(3, "0");
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${rest}`;
}
