/** A redaction from the file to its proof: how long it takes, what memory this process and the box take, and how it tells of itself. */
import { execFile } from "node:child_process";
import { createReadStream, readFileSync, rmSync, statSync } from "node:fs";
import { promisify } from "node:util";
import { FfmpegRedactor } from "../../../infra/ffmpeg/redactor.ts";
import { MasksWish } from "../../../services/derived/redaction/masks.ts";
import { never, realMedia } from "../../integration/ffmpeg/real-media.ts";
import { round } from "../live/figures.ts";
import { treesOf } from "../live/processes.ts";

const run = promisify(execFile);

export interface RedactionOptions {
  readonly size: string;
  readonly seconds: number;
  /** Where the recording is made; it is removed. */
  readonly path: string;
}

/** Boxes that move, stand still and are coarse, and stretches that are silent: as a reviewer has them over a whole recording. */
const MASKS = (seconds: number): unknown => ({
  pictures: [
    {
      fromMs: 0,
      points: [
        { atMs: 0, x: 1_000, y: 1_000, width: 2_000, height: 2_500 },
        { atMs: 20_000, x: 6_000, y: 5_000, width: 2_000, height: 2_500 },
      ],
    },
    { fromMs: 0, points: [{ atMs: 0, x: 0, y: 9_000, width: 4_000, height: 1_000 }] },
    {
      fromMs: 0,
      fill: "blur",
      points: [{ atMs: 0, x: 4_000, y: 3_000, width: 2_000, height: 2_000 }],
    },
  ],
  sound: [
    { fromMs: 1_000, toMs: 500 * seconds },
    { fromMs: 600 * seconds, toMs: Math.min(900 * seconds, 600 * seconds + 60_000), how: "pitch" },
  ],
});

export async function redaction({ size, seconds, path }: RedactionOptions): Promise<object> {
  await made(size, seconds, path);
  const media = await realMedia();
  try {
    await using job = await media.folders.open();
    await media.folders.fill(job, createReadStream(path));
    const { size: sizeBytes } = statSync(path);
    rmSync(path);
    const masks = MasksWish.parse(MASKS(seconds));
    const memory = watched();
    const told: { readonly part: number; readonly atMs: number }[] = [];
    const startedAt = performance.now();
    const { proof } = await new FfmpegRedactor(media.sandbox).redact(
      job,
      { family: "mov", sizeBytes, masks },
      (part) => told.push({ part, atMs: performance.now() - startedAt }),
      never,
    );
    const tookS = (performance.now() - startedAt) / 1_000;
    const waits = told.map(({ atMs }, place) => atMs - (told[place - 1]?.atMs ?? 0));
    return {
      ...{ size, seconds, sizeMib: round(sizeBytes / 2 ** 20, 0) },
      ...{ tookS: round(tookS, 0), timesItsLength: round(tookS / seconds) },
      ...memory.end(),
      progress: { told: told.length, longestSilenceS: round(Math.max(...waits) / 1_000, 1) },
      proof,
    };
  } finally {
    rmSync(path, { force: true });
    await media.close();
  }
}

/** A minute that moves, again and again. */
async function made(size: string, seconds: number, path: string): Promise<void> {
  const minute = Math.min(60, seconds);
  const piece = `${path}-piece`;
  await run("ffmpeg", [
    ...["-v", "error", "-y", "-f", "lavfi", "-i", `testsrc2=size=${size}:rate=25:d=${minute}`],
    ...["-f", "lavfi", "-i", `anoisesrc=color=pink:sample_rate=48000:d=${minute}`],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-pix_fmt", "yuv420p"],
    ...["-c:a", "aac", "-b:a", "96k", "-f", "mp4", piece],
  ]);
  const times = Math.ceil(seconds / minute);
  await run("ffmpeg", [
    ...["-v", "error", "-y", "-stream_loop", String(times - 1), "-i", piece],
    ...["-c", "copy", "-f", "mp4", path],
  ]);
  rmSync(piece);
}

/** This process, and of what it started the one ffmpeg that took most: in memory, and of the address space that its box bounds. */
function watched() {
  const most = { nodeMib: 0, ffmpegMib: 0, ffmpegAddressMib: 0 };
  const look = (): void => {
    most.nodeMib = Math.max(most.nodeMib, process.memoryUsage().rss / 2 ** 20);
    for (const { pid } of treesOf([process.pid])) {
      const status = statusOf(pid);
      if (!/^Name:\s+ffmpeg$/m.test(status)) continue;
      const kib = (name: string): number =>
        Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      most.ffmpegMib = Math.max(most.ffmpegMib, kib("VmHWM") / 1_024);
      most.ffmpegAddressMib = Math.max(most.ffmpegAddressMib, kib("VmPeak") / 1_024);
    }
  };
  const timer = setInterval(look, 250);
  return {
    end() {
      clearInterval(timer);
      const { nodeMib, ffmpegMib, ffmpegAddressMib } = most;
      return {
        ...{ nodeMib: round(nodeMib, 0), ffmpegMib: round(ffmpegMib, 0) },
        ffmpegAddressMib: round(ffmpegAddressMib, 0),
      };
    },
  };
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "latin1");
  } catch {
    return "";
  }
}
