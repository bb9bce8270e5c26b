/** Joins what a camera sends into a fragmented file, as it comes: ffmpeg in its box, which reaches nothing but loopback's network. */
import { spawn } from "node:child_process";
import { gathered } from "./gathered-output.ts";
import { type Sandbox } from "./sandbox.ts";

export interface Remux {
  /** Ends with the process; what it wrote last comes before. */
  readonly chunks: AsyncIterable<Buffer>;
  kill(): void;
}

/** Half a second: what is lost at most where ffmpeg is killed. */
const FRAGMENT_US = 500_000;
/** ffmpeg gives up on a camera that is silent after twice this; the recorder's own watch is earlier. */
const SILENCE_US = 1_500_000;
/**
 * A camera that tells its parameter sets only with key pictures is looked at until the next one; others are known at once.
 * What comes meanwhile is kept.
 */
const LOOK_US = 3_000_000;
const MEMORY_BYTES = 512 << 20;

export function remuxLive(
  { launcher }: Pick<Sandbox, "launcher">,
  url: string,
  container: "mp4" | "mov",
): Remux {
  const child = spawn(launcher, [...BOX, ...argumentsFor(url, container)], {
    // Standard input is the lease of the box; what ffmpeg says may quote the camera, so nobody reads it.
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.once("error", () => child.stdout.destroy());
  return { chunks: gathered(child, child.stdout), kill: () => void child.kill("SIGKILL") };
}

/** No limit of time or processor: a session may last a day. */
export const BOX = ["--net", "--box", "", "ffmpeg", "0", "unlimited", "0", String(MEMORY_BYTES)];

const argumentsFor = (url: string, container: "mp4" | "mov"): readonly string[] => [
  ...["-nostdin", "-hide_banner", "-loglevel", "error"],
  ...["-protocol_whitelist", "rtsp,rtp,tcp", "-rtsp_transport", "tcp"],
  ...["-timeout", String(SILENCE_US), "-analyzeduration", String(LOOK_US), "-fpsprobesize", "0"],
  ...["-f", "rtsp", "-i", url],
  ...["-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy"],
  ...fragmentedFile(container),
];

export const fragmentedFile = (container: "mp4" | "mov"): readonly string[] => [
  // Without a trailer: nothing comes after the last fragment, so that a take that was cut off is as good as one that ended.
  ...["-f", container, "-movflags", "frag_keyframe+delay_moov+default_base_moof+skip_trailer"],
  ...["-frag_duration", String(FRAGMENT_US), "-flush_packets", "1", "pipe:1"],
];
