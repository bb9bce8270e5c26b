/** Where the player stands: timecode in frames, and the wall clock that the device claims; and what of a recording it plays. */

const two = (value: number): string => String(value).padStart(2, "0");

/** A copy whose rate nobody could tell steps as if it had this many frames a second. */
const ASSUMED_FPS = 25;
/** A position is rarely a frame's exact start; half a millisecond decides which frame it means. */
const SLACK_SECONDS = 0.0005;

/** "00:01:02:14": hours, minutes, seconds, frames. Rates that are no whole number count real frames of each second. */
export function timecode(seconds: number, fps: number): string {
  const at = Math.max(0, seconds) + SLACK_SECONDS;
  const whole = Math.floor(at);
  const frame = Math.floor((at - whole) * fps);
  return [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60, frame]
    .map(two)
    .join(":");
}

/** The position one frame on or back, in the middle of that frame so that rounding cannot miss it. */
export function frameStep(seconds: number, fps: number, frames: 1 | -1): number {
  const frame = Math.floor((seconds + SLACK_SECONDS) * fps) + frames;
  return Math.max(0, (frame + 0.5) / fps);
}

/** The device's clock at this position, or null if it stated none. */
export function wallClock(recordedAt: string | null, seconds: number): string | null {
  if (recordedAt === null) return null;
  const at = Date.parse(recordedAt) + seconds * 1000;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Frames a second of what the probe found; a copy keeps its original's rate. */
export function framesPerSecond(mediaInfo: unknown): number {
  const video = memberOf(mediaInfo, "video");
  const rate = memberOf(video, "framesPer1000s");
  return typeof rate === "number" && rate > 0 ? rate / 1000 : ASSUMED_FPS;
}

/** What the probe found; 0 where the container does not say. */
export function lengthMs(mediaInfo: unknown): number {
  const found = memberOf(mediaInfo, "durationMs");
  return typeof found === "number" ? found : 0;
}

/** Whether the probe found a picture, or a sound. */
export function hasStream(mediaInfo: unknown, name: "video" | "audio"): boolean {
  const found = memberOf(mediaInfo, name);
  return typeof found === "object" && found !== null;
}

/** How large a photograph is as it is shown; null: it is a film, or that is not known. */
export function stillSize(mediaInfo: unknown): { width: number; height: number } | null {
  const family = memberOf(mediaInfo, "family");
  if (family !== "jpeg_pipe" && family !== "png_pipe") return null;
  const video = memberOf(mediaInfo, "video");
  const [width, height] = [memberOf(video, "displayWidthPx"), memberOf(video, "displayHeightPx")];
  return typeof width === "number" && typeof height === "number" ? { width, height } : null;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
