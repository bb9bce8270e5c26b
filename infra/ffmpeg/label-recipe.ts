/** The exact arguments by which a recording is coded anew with a label: numbers and names of ours alone; a person's words are in files. */
import type { DrawnLine } from "../../services/derived/label/label-plan.ts";
import type { LabelTaken } from "../../services/evidence/label-taken.ts";
import type { Container } from "../../services/source/container.ts";
import { AAC, X264 } from "./excerpt-recipes.ts";
import {
  type Coded,
  DECODER_THREADS,
  ENCODER_THREADS,
  type Recipe,
  SUBTITLES,
  mapsOf,
  restrictions,
} from "./recipes.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";

/** As label-beside.ts names them. */
const FONTS = "in/fonts";
export const LABELLED = "out/labelled";

export interface LabelPlan {
  readonly coded: Coded;
  readonly lines: readonly DrawnLine[];
  readonly subtitles: Pick<NonNullable<LabelTaken["subtitles"]>, "language" | "burned"> | null;
}

export const labelRecipe = (family: Container, plan: LabelPlan): Recipe => {
  const { coded, subtitles } = plan;
  return {
    input: [
      ...["-hide_banner", "-nostdin", "-v", "error", "-nostats", "-progress", "pipe:2"],
      ...["-filter_threads", "1", "-threads", DECODER_THREADS],
      ...restrictions(family, MAX_STREAMS),
    ],
    ...(subtitles === null ? {} : { beside: SUBTITLE_INPUT }),
    output: [
      ...[...mapsOf(coded), ...X264, "-vf", graphOf(plan)],
      ...(coded.audio === undefined ? [] : AAC),
      ...(subtitles === null ? ["-sn"] : ["-map", "1:s:0", "-c:s", "mov_text"]),
      ...["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-fps_mode", "passthrough"],
      ...(subtitles === null ? [] : ["-metadata:s:s:0", `language=${subtitles.language}`]),
      ...["-threads", ENCODER_THREADS, "-fflags", "+bitexact", "-movflags", "+faststart"],
      ...["-f", "mp4"],
    ],
    outputFile: LABELLED,
  };
};

const SUBTITLE_INPUT = [
  ...["-protocol_whitelist", "file", "-format_whitelist", "webvtt", "-codec_whitelist", "webvtt"],
  ...["-i", SUBTITLES],
];

/** Both sides even, as 4:2:0 wants it; then one line after the other, the subtitles last. */
const graphOf = ({ lines, subtitles }: LabelPlan): string =>
  [
    "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0",
    "format=yuv420p",
    ...lines.map(drawn),
    ...(subtitles?.burned === true ? [`ass=filename=in/cues:fontsdir=${FONTS}`] : []),
  ].join(",");

const drawn = ({ name, isWords, isFaint, sizePx, from, xPx, baselinePx }: DrawnLine): string =>
  [
    `drawtext=fontfile=${FONTS}/sans.ttf`,
    `textfile=in/${name}`,
    `expansion=${isWords ? "none" : "normal"}`,
    `fontsize=${sizePx}`,
    ...(isFaint
      ? ["fontcolor=white@0.3", "bordercolor=black@0.2"]
      : ["fontcolor=white", "bordercolor=black"]),
    `borderw=${Math.max(1, Math.round(sizePx / 14))}`,
    `x=${from === "left" ? xPx : `w-tw-${xPx}`}`,
    `y=${baselinePx}-ascent`,
  ].join(":");
