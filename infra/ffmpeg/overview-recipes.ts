/** From a plan to the exact arguments that make a storyboard, or measure a sound. */
import type { Container } from "../../services/source/container.ts";
import { MAX_DURATION_MS, MAX_STREAMS } from "../../services/media/media-info.ts";
import { PEAKS_HZ } from "../../services/media/peaks.ts";
import type { StoryboardPlan } from "../../services/media/storyboard-plan.ts";
import {
  DECODER_THREADS,
  INPUT,
  QUIET,
  type Recipe,
  TEXT_DECODERS,
  restrictions,
  scale,
  seconds,
} from "./recipes.ts";

/** ffprobe prints a line a packet of the pictures, and decodes none. */
export const keyPictureArguments = (family: Container): readonly string[] => [
  ...["-hide_banner", "-v", "error", "-of", "compact"],
  ...["-show_entries", "packet=pts_time,dts_time,duration_time,flags", "-select_streams", "V:0"],
  ...["-threads", DECODER_THREADS, ...restrictions(family, MAX_STREAMS + 1, TEXT_DECODERS), INPUT],
];

/** The time of each picture that is taken is printed; a frame without any such word is passed over by that filter. */
const TOLD = "metadata=mode=add:key=at:value=0,metadata=mode=print:file=-";

export function storyboardRecipe(
  { everyMs, keyPicturesOnly, tile, columns, rows }: StoryboardPlan,
  family: Container,
): Recipe {
  const apart = `select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,${seconds(everyMs)})`;
  return {
    input: [
      ...[...QUIET, "-progress", "pipe:2", "-filter_threads", "1"],
      ...(keyPicturesOnly ? ["-skip_frame", "nokey"] : []),
      ...["-threads", DECODER_THREADS, ...restrictions(family, MAX_STREAMS)],
    ],
    output: [
      ...["-map", "0:V:0", "-an", "-vf"],
      `${apart},${scale(tile)},${TOLD},tile=${columns}x${rows}`,
      ...["-frames:v", "1", "-c:v", "mjpeg", "-q:v", "5", "-pix_fmt", "yuvj420p"],
      ...["-flags:v", "+bitexact", "-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn"],
      ...["-fps_mode", "passthrough", "-threads", "1", "-fflags", "+bitexact", "-f", "mjpeg"],
    ],
    outputFile: "out/storyboard",
  };
}

/** What is measured leaves the box as it is made: a day of it as a file would take more than a gigabyte. */
const SAMPLES = "pipe:1";

/** Silence stands where the sound begins later than the recording, or has a hole: a column is always of the time that it is drawn at. */
export const peaksArguments = (family: Container): readonly string[] => [
  ...[...QUIET, "-filter_threads", "1", "-threads", DECODER_THREADS],
  ...[...restrictions(family, MAX_STREAMS), "-i", INPUT, "-map", "0:a:0", "-vn"],
  ...["-af", `aresample=${PEAKS_HZ}:async=1:first_pts=0,aformat=s16:${PEAKS_HZ}:mono`],
  ...["-t", seconds(MAX_DURATION_MS), "-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn"],
  ...["-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "s16le", SAMPLES],
];

/** Whether they were made by `peaksArguments`, of this version or another. */
export function arePeaksArguments(args: readonly string[]): boolean {
  const at = args.indexOf("-i");
  const isOurs = at >= 2 && args.lastIndexOf("-i") === at && args[at + 1] === INPUT;
  return isOurs && args.slice(-3).join() === ["-f", "s16le", SAMPLES].join();
}
