/** Where the player stands: timecode in frames, and the wall clock that the device claims. */

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

/** Frames a second from what ffprobe found: a number, or a fraction as ffprobe writes it ("30000/1001"). */
export function framesPerSecond(mediaInfo: unknown): number {
  const found = rateIn(mediaInfo, 0);
  return found !== null && found > 0 && found <= 1000 ? found : ASSUMED_FPS;
}

const RATE_NAMES = ["framesPerSecond", "frameRate", "fps", "avg_frame_rate", "r_frame_rate"];

function rateIn(value: unknown, depth: number): number | null {
  if (typeof value !== "object" || value === null || depth > 4) return null;
  for (const [name, member] of Object.entries(value)) {
    if (RATE_NAMES.includes(name)) {
      const rate = asRate(member);
      if (rate !== null && rate > 0) return rate;
    }
  }
  for (const member of Object.values(value)) {
    const rate = rateIn(member, depth + 1);
    if (rate !== null) return rate;
  }
  return null;
}

function asRate(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  const [, above, below = "1"] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(value) ?? [];
  return above === undefined || Number(below) === 0 ? null : Number(above) / Number(below);
}
