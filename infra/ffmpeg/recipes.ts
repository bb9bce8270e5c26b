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
  readonly output: readonly string[];
  readonly outputFile: string;
}

export const INPUT = "file:in/src";
const MAX_ALLOC_BYTES = 256 << 20;
const DECODER_THREADS = "2";
/** With two, x264 made differing bytes of one input in most runs that met the rate ceiling. */
const ENCODER_THREADS = "1";

/** The list is of decoders: these take codecs of our list under names of their own. */
const DECODERS = ["mp3float", "mp2float", "g726", "libopencore_amrnb", "libopencore_amrwb"];

/** The whole command line as it is run and as it is written down for whoever makes the copy again. */
export const argumentsOf = ({ input, output, outputFile }: Recipe): readonly string[] => [
  ...input,
  "-i",
  INPUT,
  ...output,
  `file:${outputFile}`,
];

export function recipeOf(plan: CopyPlan): Recipe {
  const still = plan.form === "still";
  return {
    input: [
      ...["-hide_banner", "-nostdin", "-v", "error", "-nostats", "-progress", "pipe:2"],
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
const ENTRIES = [
  "format=duration",
  "stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,field_order,avg_frame_rate,bit_rate,sample_rate,channels,nb_frames",
  "stream_disposition=attached_pic",
  "stream_side_data=rotation",
  "packet=stream_index,flags",
].join(":");

/** `file` is a path inside the job folder, one of our own. */
export const probeArguments = (family: Container, file: string): readonly string[] => [
  ...["-hide_banner", "-v", "error", "-of", "json", "-show_entries", ENTRIES],
  // Enough to meet the first packet of the picture behind some of the sound.
  ...["-read_intervals", "%+#64", "-threads", DECODER_THREADS],
  // One more than may be: past its limit ffmpeg 5 ends, ffmpeg 7 goes on and counts no further.
  ...restrictions(family, MAX_STREAMS + 1),
  `file:${file}`,
];

function restrictions(family: Container, maxStreams: number): readonly string[] {
  const picture = family === "jpeg_pipe" || family === "png_pipe";
  const codecs = picture ? PICTURE_CODECS : [...VIDEO_CODECS, ...AUDIO_CODECS, ...DECODERS];
  return [
    ...["-protocol_whitelist", "file", "-format_whitelist", family],
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

const scale = (size: { readonly widthPx: number; readonly heightPx: number }): string =>
  `scale=${size.widthPx}:${size.heightPx},setsar=1`;

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);
