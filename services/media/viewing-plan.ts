/** What copies are made of an original and how: rules only. Arguments for a tool are built by its adapter. */
import { assert } from "../kernel/refusal.ts";
import type { DerivativeKind, MadeBy } from "../evidence/derivative.ts";
import {
  type AudioInfo,
  MAX_DURATION_MS,
  type MediaInfo,
  type VideoInfo,
  isPicture,
} from "./media-info.ts";
import type { Container } from "../source/container.ts";

/** What one run of the tool may take. Beyond any of them it is ended. */
export interface RunLimits {
  readonly wallMs: number;
  /** Longest time without a sign of progress. */
  readonly stallMs: number;
  readonly memoryBytes: number;
  readonly outputBytes: number;
}

export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

export type VideoPlan =
  | { readonly how: "copy" }
  | ({ readonly how: "encode"; readonly deinterlace: boolean } & PictureSize);

export type AudioPlan =
  | { readonly how: "copy" }
  | { readonly how: "encode"; readonly channels: 1 | 2; readonly sampleRateHz: number };

interface PlanBase {
  readonly kind: DerivativeKind;
  readonly family: Container;
  readonly mediaType: "video/mp4" | "audio/mp4" | "image/jpeg";
  readonly method: MadeBy["method"];
  readonly limits: RunLimits;
}

/** A film or a sound. At least one of `video` and `audio` is there. */
export interface StreamPlan extends PlanBase {
  readonly form: "stream";
  readonly mediaType: "video/mp4" | "audio/mp4";
  readonly video: VideoPlan | null;
  readonly audio: AudioPlan | null;
  /** What progress is measured against; null if the container does not say. */
  readonly durationMs: number | null;
}

/** One picture, taken at `atMs`. */
export interface StillPlan extends PlanBase {
  readonly form: "still";
  readonly mediaType: "image/jpeg";
  readonly size: PictureSize;
  readonly atMs: number;
}

export type CopyPlan = StreamPlan | StillPlan;

/** What every current browser plays: up to 1080p60, bounded for a reviewer's line. */
const COPY_PIXELS = 1920 * 1088;
const COPY_FRAMES_PER_1000S = 60_100;
const COPY_BITS_PER_SECOND = 12_000_000;
const COPY_PROFILE = /^(constrained )?(baseline|main|high)$/i;
/** AVI is not among them: it stores no presentation times. */
const COPY_FAMILIES: readonly Container[] = ["mov", "matroska", "mpegts"];
const AAC_RATES_HZ = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

const GIB = 1 << 30;
const MIB = 1 << 20;

/** Plans for the viewing copy, best first. The next is tried if the tool cannot do one. */
export function viewingPlans(info: MediaInfo, sizeBytes: number): readonly CopyPlan[] {
  const { video } = info;
  if (video !== null && isPicture(info)) return [stillPlan("viewing", info, video, sizeBytes)];
  const copied = video !== null && playsAsItIs(info, video, sizeBytes);
  const encoded = streamPlan(info, video === null ? null : encodeVideo(video), sizeBytes);
  return copied ? [streamPlan(info, { how: "copy" }, sizeBytes), encoded] : [encoded];
}

/** Its pictures are encoded: hours of a processor, where all else is seconds. */
export const isLong = (plan: CopyPlan): boolean =>
  plan.form === "stream" && plan.video?.how === "encode";

/** Plans for the small picture of lists, best first; none if there is nothing to see. */
export function posterPlans(info: MediaInfo, sizeBytes: number): readonly CopyPlan[] {
  if (info.video === null) return [];
  const plan = stillPlan("poster", info, info.video, sizeBytes);
  // A container may claim a length that its frames do not reach.
  return plan.atMs === 0 ? [plan] : [plan, { ...plan, atMs: 0 }];
}

function streamPlan(info: MediaInfo, video: VideoPlan | null, sizeBytes: number): StreamPlan {
  const audio = info.audio === null ? null : audioPlan(info.audio, info.family);
  assert(video !== null || audio !== null, "a copy has a picture or a sound");
  const method = [video, audio].some((plan) => plan?.how === "encode") ? "encode" : "remux";
  return {
    form: "stream",
    kind: "viewing",
    family: info.family,
    mediaType: video === null ? "audio/mp4" : "video/mp4",
    method,
    video,
    audio,
    durationMs: info.durationMs,
    limits: limitsOf(info, sizeBytes),
  };
}

function stillPlan(
  kind: DerivativeKind,
  info: MediaInfo,
  video: VideoInfo,
  sizeBytes: number,
): StillPlan {
  return {
    form: "still",
    kind,
    family: info.family,
    mediaType: "image/jpeg",
    method: "still",
    size: kind === "poster" ? fit(video, 480, 480) : fit(video, 2560, 2560),
    // A little in, where the lens is open; never beyond a tenth of a short clip.
    atMs: isPicture(info) ? 0 : Math.min(3_000, Math.floor((info.durationMs ?? 0) / 10)),
    limits: { ...limitsOf(info, sizeBytes), wallMs: 120_000, outputBytes: 32 * MIB },
  };
}

function playsAsItIs(info: MediaInfo, video: VideoInfo, sizeBytes: number): boolean {
  const bitsPerSecond = video.bitsPerSecond ?? averageBits(sizeBytes, info.durationMs);
  return (
    COPY_FAMILIES.includes(info.family) &&
    video.codec === "h264" &&
    COPY_PROFILE.test(video.profile ?? "") &&
    (video.pixelFormat === "yuv420p" || video.pixelFormat === "yuvj420p") &&
    !video.interlaced &&
    video.startsWithKeyframe &&
    video.widthPx * video.heightPx <= COPY_PIXELS &&
    (video.framesPer1000s ?? 0) <= COPY_FRAMES_PER_1000S &&
    bitsPerSecond <= COPY_BITS_PER_SECOND
  );
}

const averageBits = (sizeBytes: number, durationMs: number | null): number =>
  durationMs === null || durationMs === 0 ? 0 : (sizeBytes * 8_000) / durationMs;

function encodeVideo(video: VideoInfo): VideoPlan {
  return { how: "encode", deinterlace: video.interlaced, ...fit(video, 1280, 720) };
}

function audioPlan(audio: AudioInfo, family: Container): AudioPlan {
  const copied = audio.codec === "aac" || (audio.codec === "mp3" && COPY_FAMILIES.includes(family));
  if (copied && audio.channels >= 1 && audio.channels <= 2) return { how: "copy" };
  const sampleRateHz = AAC_RATES_HZ.includes(audio.sampleRateHz) ? audio.sampleRateHz : 48_000;
  return { how: "encode", channels: audio.channels === 1 ? 1 : 2, sampleRateHz };
}

/** The display size inside long × short, whichever way it stands; even, as 4:2:0 wants it; never enlarged. */
export function fit(video: VideoInfo, longPx: number, shortPx: number): PictureSize {
  const width = Math.max(video.displayWidthPx, 1);
  const height = Math.max(video.displayHeightPx, 1);
  const scale = Math.min(1, longPx / Math.max(width, height), shortPx / Math.min(width, height));
  const even = (px: number): number => Math.max(16, 2 * Math.round((px * scale) / 2));
  return { widthPx: even(width), heightPx: even(height) };
}

export function limitsOf({ durationMs, video }: MediaInfo, sizeBytes: number): RunLimits {
  const lengthMs = Math.min(durationMs ?? 0, MAX_DURATION_MS);
  const large = video !== null && video.widthPx * video.heightPx > COPY_PIXELS;
  // 20 bytes a microsecond is a slow disk: moving the index to the front of a large file says nothing meanwhile.
  const silentMs = Math.ceil(sizeBytes / 20_000);
  return {
    wallMs: Math.min(12 * 3_600_000, Math.max(120_000, 6 * lengthMs) + 2 * silentMs),
    stallMs: 60_000 + silentMs,
    memoryBytes: large ? 2 * GIB : 1.5 * GIB,
    // 700 bytes a millisecond is 5.6 Mbit/s, more than the encoder is allowed.
    outputBytes: 2 * sizeBytes + 64 * MIB + 700 * lengthMs,
  };
}
