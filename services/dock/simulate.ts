/** `dock simulate`: a folder like a camera's card, with clips made by ffmpeg, to try a dock with. */
import { execFile } from "node:child_process";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Every clip differs by its tone. Answers the paths made. */
export async function simulateCard(folder: string, clips: number): Promise<string[]> {
  const recordings = join(folder, "DCIM", "100DEMO");
  await mkdir(recordings, { recursive: true });
  const made: string[] = [];
  for (let at = 1; at <= clips; at += 1) {
    const path = join(recordings, `CLIP${String(at).padStart(4, "0")}.MP4`);
    // Hidden until it is whole, as a camera does it.
    const making = join(recordings, `.making-${at}.mp4`);
    const source = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=3"];
    const tone = ["-f", "lavfi", "-i", `sine=frequency=${300 + at * 20}:duration=3`];
    const codec = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"];
    const args = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", ...source, ...tone];
    await promisify(execFile)("ffmpeg", [...args, ...codec, making]);
    await rename(making, path);
    made.push(path);
  }
  return made;
}
