/** Mutated recordings through the real box: each ends in a verdict, and leaves nothing. HOLDFAST_TORTURE=1 takes 2,000 of them, HOLDFAST_FUZZ_RUNS as many as it says. */
import { readFile, readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { posterPlans, viewingPlans } from "../../../services/media/viewing-plan.ts";
import { fuzzRuns } from "../../fixtures/fuzz.ts";
import { type ClipName, clipBytes } from "../../fixtures/make-media.ts";
import { mutated } from "../../fixtures/mutations.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

const isTorture = process.env["HOLDFAST_TORTURE"] === "1";
const COUNT = fuzzRuns(isTorture ? 2_000 : 30);
const FILES: readonly ClipName[] = [
  ...([
    "h264-aac",
    "h264-aac-faststart",
    "fragmented",
    "matroska",
    "mpegts",
    "avi-mpeg4-mp3",
  ] as const),
  ...(["hevc", "wav", "flac", "mp3", "ogg", "adts", "jpeg", "png", "one-frame"] as const),
];

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

/** How a mutated file may end; whoever asks for a copy is told one of these. */
const VERDICTS = [
  ...["remux", "encode", "still"],
  ...["media/unreadable", "media/not-allowed", "media/too-large", "media/timed-out"],
  // A decoder that falls over is ended, and the work is tried again: a fault of the tool, as far as anybody can tell.
  "media/tool-failed",
];

async function verdict(bytes: Buffer): Promise<string> {
  await using job = await media.filled(bytes);
  let last = "media/unreadable";
  try {
    const info = await media.probe(job);
    for (const plan of [
      ...viewingPlans(info, bytes.byteLength),
      ...posterPlans(info, bytes.byteLength),
    ]) {
      const code = await media.tools
        .make(job, plan, () => undefined, never)
        .then(
          () => null,
          (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error as Error)),
        );
      if (code === null) return plan.method;
      last = code;
    }
    return last;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

test(
  "each mutated file ends in a verdict, nothing of it stays, and nothing of it runs on",
  async () => {
    const files = await Promise.all(FILES.map(clipBytes));
    const table: Record<string, Record<string, number>> = {};
    const before = process.memoryUsage.rss();
    let slowestMs = 0;
    for (let number = 0; number < COUNT; number += 1) {
      const { how, of, bytes } = mutated(files, number);
      const startedAt = performance.now();
      const found = await verdict(bytes);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      const row = (table[how] ??= {});
      row[found] = (row[found] ?? 0) + 1;
      expect([
        number,
        FILES[of],
        how,
        VERDICTS.includes(found) ? found : `other: ${found}`,
      ]).toEqual([...[number, FILES[of], how, found]]);
      if (isTorture && number % 100 === 99) tell({ done: number + 1, slowestMs, table });
    }
    const grownBytes = process.memoryUsage.rss() - before;
    if (isTorture) tell({ grownBytes });
    expect(grownBytes).toBeLessThan(512 << 20);
    expect(await leftovers()).toEqual([]);
    await expect.poll(() => running(media.scratch), { timeout: 60_000 }).toEqual([]);
  },
  COUNT * 60_000,
);

const tell = (facts: unknown): unknown => process.stderr.write(`${JSON.stringify(facts)}\n`);

/** What is left of jobs, in the one folder that this process has. */
async function leftovers(): Promise<string[]> {
  const [own = ""] = await readdir(media.scratch);
  return readdir(`${media.scratch}/${own}`);
}

/** Command lines of processes that name this folder. */
async function running(folder: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  return lines.filter((line) => line.includes(folder));
}
