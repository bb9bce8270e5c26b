/** The exact arguments by which a part is taken out of a recording: by the numbers of its packets, or by the times of its frames. */
import type { ExcerptSpan } from "../../services/evidence/excerpt-taken.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";
import type { Container } from "../../services/source/container.ts";
import {
  BSF,
  CONTENT,
  type Coded,
  DECODER_THREADS,
  ENCODER_THREADS,
  type PacketForm,
  type Recipe,
  mapsOf,
  restrictions,
  streamsOf,
} from "./recipes.ts";

export const EXCERPT = "out/excerpt";

/** How each stream is coded, and what of it is taken. */
export interface Part {
  readonly coded: Coded;
  readonly spans: Readonly<Partial<Record<"video" | "audio", ExcerptSpan>>>;
}

/** Of each stream the packets of its span, as they lie there, on a time line that begins with the first of them. */
export const packetsRecipe = (family: Container, part: Part, beginsUs: number): Recipe => ({
  input: [
    ...["-hide_banner", "-nostdin", "-v", "error", ...SIGNS_OF_LIFE],
    ...restrictions(family, MAX_STREAMS),
  ],
  output: [
    ...[...mapsOf(part.coded), "-c", "copy", ...KEEP_ALL, ...spanFilters(part, "whole")],
    ...["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fflags", "+bitexact"],
    ...["-output_ts_offset", secondsOf(-beginsUs), "-movflags", "+faststart", "-f", "mp4"],
  ],
  outputFile: EXCERPT,
});

/** SHA-256 over the packets of each stream's span in the recording, as a reader repeats it with ffmpeg alone. */
export const spanHashArguments = (
  family: Container,
  part: Part,
  form: PacketForm,
): readonly string[] => hashOf("in/src", family, part.coded, spanFilters(part, form));

/** The same over all packets of what was made. */
export const madeHashArguments = (coded: Coded, form: PacketForm): readonly string[] =>
  hashOf(EXCERPT, "mov", coded, form === "whole" ? [] : contentFilters(coded));

const hashOf = (file: string, family: Container, coded: Coded, filters: readonly string[]) => [
  ...["-hide_banner", "-nostdin", "-v", "error", ...restrictions(family, MAX_STREAMS)],
  ...["-i", `file:${file}`, ...mapsOf(coded), "-c", "copy", ...KEEP_ALL, ...filters],
  ...["-f", "streamhash", "-hash", "sha256", "pipe:1"],
];

/** Who makes it again waits for one each minute at the longest, and all of them fit in what is heard of a run. */
export const SIGNS_OF_LIFE = ["-nostats", "-stats_period", "10", "-progress", "pipe:2"];

/** Else what lies before the first key frame would be left out, and all numbers be others. */
const KEEP_ALL = ["-copyinkf"];

const spanFilters = ({ coded, spans }: Part, form: PacketForm): readonly string[] =>
  streamsOf(coded).flatMap((stream) => {
    const { firstPacket = 0, packets = 0 } = spans[stream] ?? {};
    const drop = `noise=drop=lt(n\\,${firstPacket})+gte(n\\,${firstPacket + packets})`;
    return [BSF[stream], form === "whole" ? drop : `${drop},${contentOf(coded, stream)}`];
  });

const contentFilters = (coded: Coded): readonly string[] =>
  streamsOf(coded).flatMap((stream) => [BSF[stream], contentOf(coded, stream)]);

const contentOf = (coded: Coded, stream: "video" | "audio"): string =>
  CONTENT[coded[stream] ?? ""] ?? "null";

export interface ExactRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** Decoding begins there, before the range; 0: with the first packet. */
  readonly seekMs: number;
  /** Both sides of the picture are even, as 4:2:0 wants it. */
  readonly isEven: boolean;
}

/** The frames and samples whose time is in the range, each with its own time; at full size, and as upright as it is shown. */
export const exactRecipe = (
  family: Container,
  coded: Coded,
  { fromMs, toMs, seekMs, isEven }: ExactRange,
): Recipe => {
  const [from, to] = [fromMs - seekMs, toMs - seekMs].map((ms) => secondsOf(1_000 * ms));
  const even = isEven ? "" : ",crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0";
  return {
    input: [
      ...["-hide_banner", "-nostdin", "-v", "error", "-nostats", "-progress", "pipe:2"],
      ...["-filter_threads", "1", ...(seekMs > 0 ? ["-ss", secondsOf(1_000 * seekMs)] : [])],
      ...["-threads", DECODER_THREADS, ...restrictions(family, MAX_STREAMS)],
    ],
    output: [
      ...mapsOf(coded),
      ...(coded.video === undefined ? [] : [...X264, "-vf", `${cut("", from, to)}${even}`]),
      ...(coded.audio === undefined ? [] : [...AAC, "-af", cut("a", from, to)]),
      ...["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fps_mode", "passthrough"],
      ...["-threads", ENCODER_THREADS, "-fflags", "+bitexact", "-movflags", "+faststart"],
      ...["-f", "mp4"],
    ],
    outputFile: EXCERPT,
  };
};

const cut = (kind: "" | "a", from = "0", to = "0"): string =>
  `${kind}trim=start=${from}:end=${to},${kind}setpts=PTS-${from}/TB`;

/** 18 is what is taken for no visible loss; 90000 holds every time of a transport stream as it is. */
export const X264 = [
  ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p"],
  ...["-force_key_frames", "expr:gte(t,n_forced*2)", "-enc_time_base:v", "1:90000"],
  ...["-flags:v", "+bitexact"],
];
export const AAC = ["-c:a", "aac", "-b:a", "192k", "-flags:a", "+bitexact"];

const secondsOf = (us: number): string => (us / 1_000_000).toFixed(6);
