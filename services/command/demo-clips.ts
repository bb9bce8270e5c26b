/** The demo's recordings, made by ffmpeg from nothing: one of each kind that an agency meets. */
import { spawn } from "node:child_process";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";

export interface DemoClip {
  readonly filename: string;
  /** Which of the demo's devices recorded it. */
  readonly device: 0 | 1;
  readonly activity: string;
  /** Before now. */
  readonly recordedMinutesAgo: number;
  readonly inCase: boolean;
  readonly content: readonly string[] | "no-media";
}

const SECONDS = 6;
const picture = `testsrc2=size=640x360:rate=25:duration=${SECONDS}`;
const tone = (hertz: number): string => `sine=frequency=${hertz}:duration=${SECONDS}`;
const source = (lavfi: string): string[] => ["-f", "lavfi", "-i", lavfi];

export const DEMO_CLIPS: readonly DemoClip[] = [
  {
    filename: "演示-现场检查.mp4",
    device: 0,
    activity: "演示：现场检查",
    recordedMinutesAgo: 95,
    inCase: true,
    content: [
      ...[...source(picture), ...source(tone(440)), "-c:v", "libx264", "-preset", "veryfast"],
      ...["-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"],
    ],
  },
  {
    filename: "演示-询问室.avi",
    device: 1,
    activity: "演示：询问",
    recordedMinutesAgo: 60,
    inCase: true,
    // MPEG-4 part 2 in AVI: no browser plays it, so it is re-encoded.
    content: [
      ...[...source(picture), ...source(tone(330)), "-c:v", "mpeg4", "-q:v", "5"],
      ...["-c:a", "mp3"],
    ],
  },
  {
    filename: "演示-现场录音.wav",
    device: 0,
    activity: "演示：现场录音",
    recordedMinutesAgo: 90,
    inCase: false,
    content: source(tone(550)),
  },
  {
    filename: "演示-无法解码.mp4",
    device: 0,
    activity: "演示：损坏的文件",
    recordedMinutesAgo: 30,
    inCase: false,
    content: "no-media",
  },
];

/** Makes the clips that are missing in `folder`; the same bytes each time. */
export async function makeDemoClips(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { filename, content } of DEMO_CLIPS) {
    const path = join(folder, filename);
    if ((await stat(path).catch(() => null)) !== null) continue;
    const making = join(folder, `making${extname(filename)}`);
    if (content === "no-media") await writeFile(making, noMedia());
    else await ffmpeg([...content, "-fflags", "+bitexact", "-flags", "+bitexact", making]);
    await rename(making, path);
  }
}

/** Looks like the middle of a recording whose beginning is lost; no decoder takes it. */
function noMedia(): Buffer {
  const bytes = Buffer.alloc(256 << 10);
  let state = 0x2545f491;
  for (let at = 0; at < bytes.byteLength; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state, at);
  }
  return bytes;
}

async function ffmpeg(args: readonly string[]): Promise<void> {
  const child = spawn("ffmpeg", ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`ffmpeg could not make a demo clip: ${said.trim()}`);
}
