/** From a plan to the exact arguments of ffmpeg and ffprobe. No word of a user or of a file ever gets in here. */
import {
  AUDIO_CODECS,
  MAX_DURATION_MS,
  MAX_PIXELS,
  MAX_STREAMS,
  PICTURE_CODECS,
  VIDEO_CODECS,
} from "../../services/media/media-info.ts";
import type { Container } from "../../services/source/container.ts";
import type { CopyPlan, StillPlan, StreamPlan } from "../../services/media/viewing-plan.ts";

/** Arguments in the three places fluent-ffmpeg puts them, and the output's place in the job folder. */
export interface Recipe {
  readonly input: readonly string[];
  /** A second file of ours, with what it may be read as. */
  readonly beside?: readonly string[];
  readonly output: readonly string[];
  readonly outputFile: string;
}

export const INPUT = "file:in/src";
export const SUBTITLES = "file:in/subtitles";
const MAX_ALLOC_BYTES = 256 << 20;
export const DECODER_THREADS = "2";
/** With two, x264 made differing bytes of one input in most runs that met the rate ceiling. */
export const ENCODER_THREADS = "1";

/** The list is of decoders: these take codecs of our list under names of their own. */
const DECODERS = [
  ...["mp3float", "mp2float", "g726", "amrnb", "amrwb"],
  ...["libopencore_amrnb", "libopencore_amrwb"],
];

/** Lines of text beside a picture: ffprobe gives up on a whole file if it may not open one; no copy carries any. */
export const TEXT_DECODERS = ["subrip", "srt", "mov_text", "webvtt", "ass", "ssa"];

/** The whole command line as it is run and as it is written down for whoever makes the copy again. */
export const argumentsOf = ({
  input,
  beside = [],
  output,
  outputFile,
}: Recipe): readonly string[] => [
  ...input,
  "-i",
  INPUT,
  ...beside,
  ...output,
  `file:${outputFile}`,
];

/** What `argumentsOf` made, taken apart again; null for what it never makes. In the box it may reach the job's files alone, whatever it is. */
export function recipeFrom(args: readonly string[]): Recipe | null {
  const at = args.indexOf("-i");
  const outputFile = /^file:(out\/[a-z]{1,20})$/.exec(args.at(-1) ?? "")?.[1];
  const second = args.lastIndexOf("-i");
  const isOne = second === at;
  const isBeside = args.indexOf("-i", at + 1) === second && args[second + 1] === SUBTITLES;
  const isOurs = at >= 2 && (isOne || isBeside) && args[at + 1] === INPUT;
  if (!isOurs || outputFile === undefined || args.length < at + 5) return null;
  const from = isOne ? at + 2 : second + 2;
  return {
    input: args.slice(0, at),
    ...(isOne ? {} : { beside: args.slice(at + 2, from) }),
    output: args.slice(from, -1),
    outputFile,
  };
}

/** Streams that a recipe of a plan takes over whole: pictures are H.264 then (viewing-plan.ts), and MP3 is framed alike wherever it lies. */
export function copiedBy({ output }: Recipe): Coded {
  // A part of a recording: its packets are counted where it is made.
  if (output.includes("-copyinkf")) return {};
  const isCopied = (option: string): boolean => output[output.indexOf(option) + 1] === "copy";
  return {
    ...(isCopied("-c:v") ? { video: "h264" } : {}),
    ...(isCopied("-c:a") ? { audio: "aac" } : {}),
  };
}

export const QUIET = ["-hide_banner", "-nostdin", "-v", "error", "-nostats"];

export function recipeOf(plan: CopyPlan): Recipe {
  const still = plan.form === "still";
  return {
    input: [
      ...[...QUIET, "-progress", "pipe:2"],
      ...["-filter_threads", "1", ...(still && plan.atMs > 0 ? ["-ss", seconds(plan.atMs)] : [])],
      ...["-threads", DECODER_THREADS, ...restrictions(plan.family, MAX_STREAMS)],
    ],
    output: [
      ...(still ? stillOutput(plan) : streamOutput(plan)),
      ...["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fps_mode", "passthrough"],
      ...["-threads", ENCODER_THREADS, "-fflags", "+bitexact"],
      ...["-f", still ? "mjpeg" : "mp4"],
    ],
    // Without an ending: ffprobe would take "….jpg" for a series of pictures, which no list here allows.
    outputFile: `out/${plan.kind}`,
  };
}

/** What ffprobe prints: numbers and names of its own, no tags. */
const STREAMS = [
  "format=duration",
  "stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,field_order,avg_frame_rate,bit_rate,sample_rate,channels,nb_frames",
  "stream_disposition=attached_pic",
  "stream_side_data=rotation",
];
const FILM_ENTRIES = [...STREAMS, "packet=stream_index,flags"].join(":");
/** Which way up a photograph is, only its one frame says (the orientation of Exif). */
const PICTURE_ENTRIES = [...STREAMS, "frame_side_data=rotation"].join(":");

const isPicture = (family: Container): boolean => family === "jpeg_pipe" || family === "png_pipe";

/** `file` is a path inside the job folder, one of our own. */
export const probeArguments = (family: Container, file: string): readonly string[] => [
  ...["-hide_banner", "-v", "error", "-of", "json", "-show_entries"],
  isPicture(family) ? PICTURE_ENTRIES : FILM_ENTRIES,
  // Enough to meet the first packet of the picture behind some of the sound.
  ...["-read_intervals", "%+#64", "-threads", DECODER_THREADS],
  // One more than may be: past its limit ffmpeg 5 ends, ffmpeg 7 goes on and counts no further.
  ...restrictions(family, MAX_STREAMS + 1, TEXT_DECODERS),
  `file:${file}`,
];

const FRAME_ENTRIES =
  "frame=best_effort_timestamp_time,pkt_duration_time,duration_time,key_frame:log=level";

/**
 * ffprobe decodes one stream to its end and prints a line a frame, with the complaints that came with it. One thread:
 * complaints of several are told with frames that they are not of.
 */
export const decodeArguments = (
  family: Container,
  stream: "video" | "audio",
): readonly string[] => [
  ...["-hide_banner", "-v", "error", "-of", "compact", "-show_frames", "-show_log", "16"],
  ...["-show_entries", FRAME_ENTRIES, "-select_streams", stream === "video" ? "V:0" : "a:0"],
  ...["-threads", "1", ...restrictions(family, MAX_STREAMS + 1, TEXT_DECODERS), INPUT],
];

/** "content" leaves out what only frames it: start codes or lengths, parameter sets, delimiters, and additional information. */
export type PacketForm = "whole" | "content";

/** What ffmpeg is to open, by a name of our own: one file, or our list of several that it reads as one. */
export interface Opened {
  readonly file: string;
  readonly family: Container;
  readonly isList: boolean;
}

/** Streams that are taken over, by the name of their coding. */
export type Coded = Readonly<Partial<Record<"video" | "audio", string>>>;
export const streamsOf = (coded: Coded) =>
  (["video", "audio"] as const).filter((stream) => coded[stream] !== undefined);

/** Where the digest of the sound is written while its picture's packets go out. */
export const soundDigestOf = (file: string): string => `out/${file.replace(/^.*\//, "")}-sound`;

/**
 * The packets of each stream, in the order that a copy has them in; `mostMs` is all that the copy was given. Those of a picture
 * come out as they are, to be hashed by whoever reads them: ffmpeg's own SHA-256 takes several times as long. A sound
 * comes out as "0,a,SHA256=…", behind a picture as the file `soundDigestOf`.
 */
export const packetArguments = (
  { file, family, isList }: Opened,
  coded: Coded,
  form: PacketForm,
  mostMs: number | null,
): readonly string[] => {
  const until = mostMs === null ? [] : ["-t", seconds(mostMs)];
  const taken = (stream: "video" | "audio"): readonly string[] => [
    ...["-map", FIRST[stream], "-c", "copy"],
    ...(form === "content" ? [BSF[stream], CONTENT[coded[stream] ?? ""] ?? "null"] : []),
    ...until,
  ];
  const hasPicture = coded.video !== undefined;
  const soundTo = hasPicture ? `file:${soundDigestOf(file)}` : "pipe:1";
  return [
    ...["-hide_banner", "-nostdin", "-v", "error", "-y"],
    ...(isList ? listOf(family) : restrictions(family, MAX_STREAMS)),
    ...["-i", `file:${file}`],
    ...(hasPicture ? [...taken("video"), "-f", "data", "pipe:1"] : []),
    ...(coded.audio === undefined
      ? []
      : [...taken("audio"), "-f", "streamhash", "-hash", "sha256", soundTo]),
  ];
};

/** The files of a list behind one another, without coding them anew. */
export const joinRecipe = (family: Container, coded: Coded, outputFile: string): Recipe => ({
  input: [...[...QUIET, "-progress", "pipe:2"], ...listOf(family)],
  output: [
    ...[...mapsOf(coded), "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn"],
    ...["-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4"],
  ],
  outputFile,
});

/** Packets as they lie in the files: by itself the list would frame them anew. */
const listOf = (family: Container): readonly string[] => [
  ...restrictions(family, MAX_STREAMS, [], ["concat"]),
  ...["-auto_convert", "0", "-f", "concat"],
];

const FIRST = { video: "0:V:0", audio: "0:a:0" } as const;
export const mapsOf = (coded: Coded) => streamsOf(coded).flatMap((each) => ["-map", FIRST[each]]);

export const BSF = { video: "-bsf:v", audio: "-bsf:a" } as const;
/** Without what frames a picture or tells of it (H.264 table 7-1, H.265 table 7-1); a sound without its heads. */
export const CONTENT: Readonly<Record<string, string>> = {
  h264: "h264_mp4toannexb,filter_units=remove_types=6|7|8|9",
  hevc: "hevc_mp4toannexb,filter_units=remove_types=32-35|39|40",
  aac: "aac_adtstoasc",
};

/** A transport stream frames these in another way than a file does, so that there their "content" alone can be the same. */
export const isFramedAnew = (family: Container, codec: string | undefined): boolean =>
  family === "mpegts" && codec !== undefined && codec in CONTENT;

export function restrictions(
  family: Container,
  maxStreams: number,
  more: readonly string[] = [],
  moreFormats: readonly string[] = [],
): readonly string[] {
  const film = [...VIDEO_CODECS, ...AUDIO_CODECS, ...DECODERS, ...more];
  const codecs = isPicture(family) ? PICTURE_CODECS : film;
  return [
    ...["-protocol_whitelist", "file"],
    ...["-format_whitelist", [...moreFormats, family].join(",")],
    ...["-codec_whitelist", codecs.join(","), "-max_streams", String(maxStreams)],
    ...["-max_pixels", String(MAX_PIXELS), "-max_alloc", String(MAX_ALLOC_BYTES)],
    ...["-probesize", "20M", "-analyzeduration", "20M"],
  ];
}

function streamOutput({ video, audio }: StreamPlan): readonly string[] {
  return [
    ...(video === null ? ["-vn"] : ["-map", "0:V:0"]),
    ...(audio === null ? ["-an"] : ["-map", "0:a:0"]),
    ...(video === null ? [] : video.how === "copy" ? ["-c:v", "copy"] : encodeVideo(video)),
    ...(audio === null ? [] : audio.how === "copy" ? ["-c:a", "copy"] : encodeAudio(audio)),
    ...["-t", seconds(MAX_DURATION_MS), "-movflags", "+faststart"],
  ];
}

type Encode<T> = Extract<T, { how: "encode" }>;

/** A key frame each two seconds of time, so that a reviewer can jump; the rate has a ceiling, so that limits hold. */
const encodeVideo = (plan: Encode<NonNullable<StreamPlan["video"]>>): readonly string[] => [
  ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "4M", "-bufsize", "8M"],
  ...["-force_key_frames", "expr:gte(t,n_forced*2)", "-pix_fmt", "yuv420p"],
  ...["-vf", `${plan.deinterlace ? "yadif=deint=interlaced," : ""}${scale(plan)}`],
  // Keeps every frame's own time, which is rounded to the frame rate by default; coarse enough that a gap of
  // MAX_DURATION_MS between two frames fits the 31 bits MP4 has for it.
  ...["-enc_time_base:v", "1:12000", "-flags:v", "+bitexact"],
];

const encodeAudio = (plan: Encode<NonNullable<StreamPlan["audio"]>>): readonly string[] => [
  ...["-c:a", "aac", "-b:a", "96k", "-ac", String(plan.channels)],
  ...["-ar", String(plan.sampleRateHz), "-flags:a", "+bitexact"],
];

const stillOutput = ({ size }: StillPlan): readonly string[] => [
  ...["-map", "0:V:0", "-an", "-frames:v", "1", "-vf", scale(size)],
  ...["-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p", "-flags:v", "+bitexact"],
];

export const scale = (size: { readonly widthPx: number; readonly heightPx: number }): string =>
  `scale=${size.widthPx}:${size.heightPx},setsar=1`;

export const seconds = (ms: number): string => (ms / 1_000).toFixed(3);
