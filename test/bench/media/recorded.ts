/** Recordings as a body camera makes them, by ffmpeg: 1080p30 of 8 Mbit/s, with sound. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "30", "-b:v", "8M"];
export const H265 = [
  ...["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"],
];

/** Answers `path`. */
export async function recorded(
  path: string,
  seconds: number,
  video: readonly string[],
): Promise<string> {
  const picture = `testsrc2=size=1920x1080:rate=30:duration=${seconds}`;
  const sound = `anoisesrc=color=pink:sample_rate=48000:duration=${seconds}`;
  await run("ffmpeg", [
    ...["-v", "error", "-y", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound],
    ...["-vf", "noise=alls=8:allf=t", ...video, "-pix_fmt", "yuv420p"],
    ...["-c:a", "aac", "-b:a", "96k", "-f", "mp4", path],
  ]);
  return path;
}

/** The same again and again, as one recording. Answers `to`. */
export async function repeated(path: string, times: number, to: string): Promise<string> {
  const again = ["-stream_loop", String(times - 1), "-i", path];
  await run("ffmpeg", ["-v", "error", "-y", ...again, "-c", "copy", "-f", "mp4", to]);
  return to;
}
