/** From a plan of what is hidden to the arguments of ffmpeg and to the commands that move its boxes: numbers of ours alone. */
import type { Fill } from "../../services/evidence/redaction-taken.ts";
import {
  type PixelBox,
  type PlannedMask,
  blurRadiusOf,
  cellsOf,
} from "../../services/derived/redaction/picture-plan.ts";
import {
  RATE_HZ,
  type Samples,
  type SoundPlan,
} from "../../services/derived/redaction/sound-plan.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";
import type { PictureSize } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { INPUT, type Recipe, restrictions } from "./recipes.ts";

export const REDACTED = "out/redacted";
/** Name, within "in", of the commands that move boxes. */
export const MOVES = "moves";
const DECODER_THREADS = "2";
/** One, as for viewing copies: of several the bytes are not always the same. */
const ENCODER_THREADS = "1";
/** How much lower a voice is; its speed stays. */
const LOWER = 0.72;

export interface RedactionPlan {
  readonly family: Container;
  /** How picture and sound of the source are coded. */
  readonly coded: Readonly<Record<"video" | "audio", string>>;
  readonly picture: PicturePlan | null;
  readonly sound: SoundPlan | null;
}
export interface PicturePlan extends PictureSize {
  readonly deinterlace: boolean;
  readonly masks: readonly PlannedMask[];
  readonly timesUs: readonly number[];
}

/** The time of each frame as the filters see it, a line a frame. */
export const frameTimesArguments = (
  family: Container,
  deinterlace: boolean,
  hasSound: boolean,
): readonly string[] => [
  ...inputOf(family),
  ...["-i", INPUT, "-map", "0:V:0"],
  ...["-vf", `${deinterlaced(deinterlace)}scale=16:16:flags=neighbor`],
  ...["-fps_mode", "passthrough", "-enc_time_base:v", "1:1000000"],
  ...["-c:v", "rawvideo", "-f", "framecrc", "pipe:1"],
  ...beside(hasSound ? "0:a:0" : null),
];

/** All runs open the same streams: ffmpeg counts time from the first of those that are opened. */
const beside = (stream: "0:V:0" | "0:a:0" | null): readonly string[] =>
  stream === null ? [] : ["-map", stream, "-c", "copy", "-f", "null", "-"];

export function redactionRecipe({ family, picture, sound }: RedactionPlan): Recipe {
  return {
    input: [...inputOf(family), "-nostats", "-progress", "pipe:2"],
    output: [
      ...(picture === null ? ["-vn"] : ["-map", "0:V:0", "-vf", pictureGraph(picture)]),
      ...(sound === null ? ["-an"] : ["-map", "0:a:0", "-af", soundGraph(sound)]),
      ...(picture === null ? [] : PICTURE_CODER),
      ...(sound === null ? [] : SOUND_CODER),
      ...["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fps_mode", "passthrough"],
      ...["-threads", ENCODER_THREADS, "-fflags", "+bitexact"],
      ...["-movflags", "+faststart", "-f", "mp4"],
    ],
    outputFile: REDACTED,
  };
}

/** A key frame each two seconds; every frame's own time; nothing beside the pictures themselves (H.264 table 7-1: 6 is additional information). */
const PICTURE_CODER = [
  ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-maxrate", "12M", "-bufsize", "24M"],
  ...["-force_key_frames", "expr:gte(t,n_forced*2)", "-pix_fmt", "yuv420p"],
  ...[
    "-enc_time_base:v",
    "1:12000",
    "-flags:v",
    "+bitexact",
    "-bsf:v",
    "filter_units=remove_types=6",
  ],
];
const SOUND_CODER = ["-c:a", "aac", "-b:a", "128k", "-flags:a", "+bitexact"];

/** The same graph, cut to `area` and not coded: each frame in planes. */
export const drawnArguments = (
  { family, sound }: Pick<RedactionPlan, "family" | "sound">,
  area: PixelBox,
  graph: string,
): readonly string[] => [
  ...inputOf(family),
  ...["-i", INPUT, "-map", "0:V:0", "-vf", `${graph},${cut(area)}`],
  ...RAW_PICTURE,
  ...beside(sound === null ? null : "0:a:0"),
];

/** Of what was made, cut to `area`. */
export const codedArguments = (area: PixelBox): readonly string[] => [
  ...inputOf("mov"),
  ...["-i", `file:${REDACTED}`, "-map", "0:V:0", "-vf", cut(area), ...RAW_PICTURE],
];

const RAW_PICTURE = [
  ...["-fps_mode", "passthrough", "-enc_time_base:v", "1:1000000"],
  ...["-c:v", "rawvideo", "-pix_fmt", "yuv420p", "-f", "rawvideo", "pipe:1"],
];

/** Samples of 16 bits: of the source as they are told to the coder, with what is hidden or without; or of what was made. */
export const heardArguments = (
  of: "made" | "source" | "hidden",
  { family, picture }: Pick<RedactionPlan, "family" | "picture">,
  sound: SoundPlan,
): readonly string[] => [
  ...inputOf(of === "made" ? "mov" : family),
  ...["-i", of === "made" ? `file:${REDACTED}` : INPUT, "-map", "0:a:0"],
  ...["-af", of === "hidden" ? soundGraph(sound) : evenSound(sound)],
  ...["-c:a", "pcm_s16le", "-f", "s16le", "pipe:1"],
  ...beside(picture === null ? null : "0:V:0"),
];

export const inputOf = (family: Container): readonly string[] => [
  ...["-hide_banner", "-nostdin", "-v", "error", "-filter_threads", "1"],
  ...["-threads", DECODER_THREADS, ...restrictions(family, MAX_STREAMS)],
];

const deinterlaced = (is: boolean): string => (is ? "yadif=deint=interlaced," : "");
const cut = ({ x, y, width, height }: PixelBox): string =>
  `crop=${width}:${height}:${x}:${y}:exact=1,format=yuv420p`;

/** Upright and with square pixels, as it is shown; then one cover after the other. */
export function pictureGraph({ widthPx, heightPx, deinterlace, masks, timesUs }: PicturePlan) {
  const filters = masks.map((mask, place) => {
    const { fill, firstFrame, endFrame, steps } = mask;
    const during = `gte(t,${before(timesUs, firstFrame)})*lt(t,${before(timesUs, endFrame)})`;
    return COVER[fill](String(place), steps[0]?.box ?? NOWHERE, `enable='${during}'`);
  });
  const moves = hasMoves(masks) ? [`sendcmd=f=in/${MOVES}`] : [];
  return [
    `${deinterlaced(deinterlace)}scale=${widthPx}:${heightPx}:out_range=tv,setsar=1,format=yuv420p`,
    ...moves,
    ...filters,
  ].join(",");
}
const NOWHERE = { x: 0, y: 0, width: 2, height: 2 };

/** In seconds, between the frame and the one before it: on which side a frame lies is then never a matter of rounding. */
function before(timesUs: readonly number[], frame: number): string {
  const [last, next] = [timesUs[frame - 1], timesUs[frame]];
  if (last === undefined) return "-1e9";
  return next === undefined ? "1e9" : ((last + next) / 2 / 1e6).toFixed(7);
}

const COVER: Readonly<Record<Fill, (name: string, box: PixelBox, enable: string) => string>> = {
  solid: (name, { x, y, width, height }, enable) =>
    `drawbox@d${name}=x=${x}:y=${y}:w=${width}:h=${height}:color=black:t=fill:${enable}`,
  pixelate: (name, box, enable) => {
    const [across, down] = cellsOf(box);
    const { width, height } = box;
    const pixels = `scale=${across}:${down}:flags=area,scale=${width}:${height}:flags=neighbor`;
    return patch(name, box, pixels, enable);
  },
  blur: (name, box, enable) => {
    const radius = blurRadiusOf(box);
    const half = Math.max(1, Math.floor(radius / 2));
    return patch(name, box, `boxblur=lr=${radius}:lp=2:cr=${half}:cp=2`, enable);
  },
};

const patch = (name: string, box: PixelBox, how: string, enable: string): string => {
  const { x, y, width, height } = box;
  return [
    `split[b${name}][f${name}];[f${name}]crop@c${name}=${width}:${height}:${x}:${y}:exact=1`,
    `${how}[m${name}];[b${name}][m${name}]overlay@o${name}=x=${x}:y=${y}:eval=frame:${enable}`,
    "format=yuv420p",
  ].join(",");
};

const hasMoves = (masks: readonly PlannedMask[]): boolean =>
  masks.some(({ steps }) => steps.length > 1);

/** A line for each frame in which a box moves; null: none does. */
export function movesOf({ masks, timesUs }: PicturePlan): string | null {
  if (!hasMoves(masks)) return null;
  const moves = masks.flatMap(({ fill, steps }, place) =>
    steps.slice(1).map(({ frame, box }) => ({ frame, command: moveOf(fill, place, box) })),
  );
  return moves
    .toSorted((one, other) => one.frame - other.frame)
    .map(({ frame, command }) => `${before(timesUs, frame)} ${command};\n`)
    .join("");
}

function moveOf(fill: Fill, place: number, { x, y, width, height }: PixelBox): string {
  if (fill !== "solid") {
    return ["c", "o"]
      .flatMap((it) => [`${NAMES[it]}@${it}${place} x ${x}`, `${NAMES[it]}@${it}${place} y ${y}`])
      .join(", ");
  }
  const box = `drawbox@d${place}`;
  return [`${box} x ${x}`, `${box} y ${y}`, `${box} w ${width}`, `${box} h ${height}`].join(", ");
}
const NAMES: Readonly<Record<string, string>> = { c: "crop", o: "overlay" };

/** One row of samples from the very beginning, gaps filled: the number of a sample is its time. */
const evenSound = ({ channels }: SoundPlan): string =>
  `aresample=${RATE_HZ}:async=1:first_pts=0,aformat=sample_fmts=dblp:channel_layouts=${channels === 1 ? "mono" : "stereo"}`;

export function soundGraph(sound: SoundPlan): string {
  const { silent, lower } = sound;
  const even = evenSound(sound);
  if (silent.length === 0) return even;
  const quiet = `aeval=exprs='val(ch)*not(${within(silent)})':c=same`;
  if (lower.length === 0) return `${even},${quiet}`;
  const alone = `aeval=exprs='val(ch)*(${within(lower)})':c=same`;
  // Played more slowly, and then as fast as before.
  const voice = `asetrate=${RATE_HZ * LOWER},aresample=${RATE_HZ},atempo=${(1 / LOWER).toFixed(9)}`;
  return [
    `${even},asplit[k][v]`,
    `[v]${voice},${even.slice(even.indexOf("aformat"))},${alone}[w]`,
    `[k]${quiet}[q]`,
    `[q][w]amix=inputs=2:normalize=0:duration=first`,
  ].join(";");
}

const within = (all: readonly Samples[]): string =>
  all
    .map(({ from, to }) => (to === null ? `gte(n,${from})` : `between(n,${from},${to - 1})`))
    .join("+");
