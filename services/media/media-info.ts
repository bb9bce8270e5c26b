/** What a probe found in an original, in our words, and what is too much to make a copy of. */
import { z } from "zod";
import type { MadeBy } from "../evidence/derivative.ts";
import { ProgramUse } from "../evidence/program-use.ts";
import { Refusal } from "../kernel/refusal.ts";
import { CONTAINERS } from "../source/container.ts";

/** Decoders a hostile file may reach. Every other one is refused, even if the build has it. */
export const VIDEO_CODECS = ["h264", "hevc", "mpeg4", "mpeg2video", "mpeg1video", "mjpeg"] as const;
export const PICTURE_CODECS = ["mjpeg", "png"] as const;
export const AUDIO_CODECS = [
  "aac",
  "mp3",
  "mp2",
  "ac3",
  "opus",
  "vorbis",
  "flac",
  "amr_nb",
  "amr_wb",
  "pcm_s16le",
  "pcm_s16be",
  "pcm_s24le",
  "pcm_u8",
  "pcm_alaw",
  "pcm_mulaw",
  "adpcm_ima_wav",
  "adpcm_g726",
] as const;

/** 40 megapixels is 7680 × 5184; beyond it one frame takes more memory than the box has. */
export const MAX_PIXELS = 40_000_000;
export const MAX_STREAMS = 16;
/** Two days: no shift and no room session is longer, a forged time stamp easily is. */
export const MAX_DURATION_MS = 48 * 3_600_000;
const MAX_FRAMES_PER_1000_S = 240_000;
const MAX_SAMPLE_RATE_HZ = 192_000;
const MAX_CHANNELS = 16;

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** A name out of ffmpeg's own tables. */
const name = z.string().regex(/^[\w .:+()/-]{1,64}$/);

export const VideoInfo = z.object({
  codec: name,
  profile: name.nullable(),
  pixelFormat: name.nullable(),
  widthPx: count,
  heightPx: count,
  /** As shown: turned upright, square pixels. */
  displayWidthPx: count,
  displayHeightPx: count,
  /** Whole numbers only, so that a custody event holds no float: 29.97 frames a second is 29970. */
  framesPer1000s: count.nullable(),
  interlaced: z.boolean(),
  bitsPerSecond: count.nullable(),
  /** False if a player could not start with the first packet. */
  startsWithKeyframe: z.boolean(),
});
export type VideoInfo = z.infer<typeof VideoInfo>;

export const AudioInfo = z.object({ codec: name, sampleRateHz: count, channels: count });
export type AudioInfo = z.infer<typeof AudioInfo>;

export const MediaInfo = z.object({
  family: z.enum(CONTAINERS),
  /** As the container says; null if it does not. Never proof of how long the recording is. */
  durationMs: count.nullable(),
  video: VideoInfo.nullable(),
  audio: AudioInfo.nullable(),
  /** Streams that no copy carries: further tracks, time codes, positions. */
  otherStreams: count,
  /** Stands there where all this is of what a maker's program wrote, and not of the original itself. */
  program: ProgramUse.optional(),
});
export type MediaInfo = z.infer<typeof MediaInfo>;

const tooLarge = (what: string): Refusal =>
  new Refusal("invalid", "media/too-large", `${what} is beyond what a viewing copy is made of`, {
    fix: "The original is kept as it is; take it out with a package to work on it elsewhere.",
  });
const notAllowed = (what: string): Refusal =>
  new Refusal("invalid", "media/not-allowed", `${what} is not among those that are decoded here`, {
    fix: "The original is kept as it is; play it with the maker's own software.",
  });

/** @throws Refusal invalid "media/unreadable", "media/not-allowed", "media/too-large". */
export function checkMediaInfo(info: MediaInfo): MediaInfo {
  const { video, audio } = info;
  const streams = info.otherStreams + (video === null ? 0 : 1) + (audio === null ? 0 : 1);
  if (streams > MAX_STREAMS) throw tooLarge("the number of streams");
  if (video === null && audio === null) {
    throw new Refusal(
      "invalid",
      "media/unreadable",
      "there is no picture and no sound in the file",
    );
  }
  if ((info.durationMs ?? 0) > MAX_DURATION_MS) throw tooLarge("the length");
  if (video !== null) checkVideo(video, isPicture(info));
  if (audio !== null) {
    if (!isOneOf(AUDIO_CODECS, audio.codec)) throw notAllowed("the audio codec");
    if (audio.sampleRateHz > MAX_SAMPLE_RATE_HZ) throw tooLarge("the sample rate");
    if (audio.channels > MAX_CHANNELS) throw tooLarge("the number of audio channels");
  }
  return info;
}

function checkVideo(video: VideoInfo, picture: boolean): void {
  if (!isOneOf(picture ? PICTURE_CODECS : VIDEO_CODECS, video.codec)) {
    throw notAllowed("the video codec");
  }
  if (video.widthPx === 0 || video.heightPx === 0) {
    throw new Refusal("invalid", "media/unreadable", "the picture has no size");
  }
  if (video.widthPx * video.heightPx > MAX_PIXELS) throw tooLarge("the picture");
  if ((video.framesPer1000s ?? 0) > MAX_FRAMES_PER_1000_S) throw tooLarge("the frame rate");
}

/** A photograph: one frame and no time. */
export const isPicture = ({ family }: Pick<MediaInfo, "family">): boolean =>
  family === "jpeg_pipe" || family === "png_pipe";

const isOneOf = (names: readonly string[], value: string): boolean => names.includes(value);

/** How a file was made of a recording, with what opened that first. */
export const byWayOf = (
  { program }: { readonly program?: ProgramUse | undefined },
  madeBy: MadeBy,
): MadeBy => (program === undefined ? madeBy : { ...madeBy, program });
