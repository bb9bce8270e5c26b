/** Tests of how runs end: whatever happens to a run or to its parent, no decoder is left and no folder stays. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runFfmpeg } from "../../../infra/ffmpeg/ffmpeg-run.ts";
import { spawnFfmpeg } from "../../../infra/ffmpeg/ffmpeg-spawn.ts";
import { ScratchJobFolders } from "../../../infra/ffmpeg/job-folders.ts";
import { openSandbox } from "../../../infra/ffmpeg/sandbox.ts";
import { argumentsOf, recipeOf } from "../../../infra/ffmpeg/recipes.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { type CopyPlan, viewingPlans } from "../../../services/media/viewing-plan.ts";
import { clip, clipBytes } from "../../fixtures/make-media.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

/** Processes whose command line names this folder, or that work in its box. */
const runningIn = (folder: string): string[] =>
  execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(folder) && !line.includes("ps -eo"));
/** A launcher that was killed before it was one with its box may leave what it had just started, which ends by itself. */
const noneLeftIn = (folder: string): Promise<void> =>
  vi.waitFor(() => expect(runningIn(folder)).toEqual([]), 30_000);
/** Every ffmpeg below this process, in any box: child, grandchild and so on. */
function decodersBelow(pid: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const below = (parent: string): string[][] =>
    rows.filter(([, ppid]) => ppid === parent).flatMap((row) => [row, ...below(row[0] ?? "")]);
  return below(String(pid))
    .filter(([, , comm]) => comm === "ffmpeg")
    .map(([child]) => Number(child));
}
/** PF_EXITING of the kernel's include/linux/sched.h: it has been ended, holds nothing of the box, and waits to be buried. */
const EXITING = 0x4;
/** proc_pid_stat(5): behind the name in brackets come state, parent, group, session, terminal, its group, and flags. */
const alive = (pid: number): boolean => {
  try {
    const stat = execFileSync("cat", [`/proc/${pid}/stat`], { encoding: "utf8", stdio: "pipe" });
    const flags = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[6]);
    return (flags & EXITING) === 0;
  } catch {
    return false;
  }
};

/** Any plan that takes many seconds. */
async function longJob() {
  const bytes = await clipBytes("long-720p");
  const job = await media.filled(bytes);
  const [plan] = viewingPlans(await media.probe(job), bytes.byteLength);
  if (plan === undefined) throw new Error("no plan");
  return { ...job, plan };
}
/** What the launcher is told so that a decoder runs in real time, for longer than any test here. */
const decodeSlowly = (folder: string): string[] => [
  ...["--box", folder, "ffmpeg", "60", "60", "100000000", "1500000000"],
  ...["-nostdin", "-v", "quiet", "-re", "-i", "file:in/src", "-f", "null", "-"],
];

const codeOf = (error: unknown): string => (isRefusal(error) ? error.code : String(error));

describe("a run that", () => {
  test("is stopped in the middle leaves no decoder", async () => {
    await using job = await longJob();
    const { plan } = job;
    const stop = new AbortController();
    let decoders: number[] = [];
    const onProgress = (): void => {
      // Lines that were already on their way are heard after the end.
      if (!stop.signal.aborted) decoders = decodersBelow(process.pid);
      stop.abort();
    };
    const error: unknown = await media.tools
      .make(job, plan, onProgress, stop.signal)
      .catch((e: unknown) => e);
    expect(codeOf(error)).toBe("media/interrupted");
    expect(decoders.length).toBeGreaterThan(0);
    expect(decoders.filter(alive)).toEqual([]);
    await noneLeftIn(job.folder);
  });

  test("is stopped at any moment of its start leaves no decoder", async () => {
    await using job = await longJob();
    const { plan } = job;
    for (const delayMs of [0, 1, 10, 50, 200]) {
      const signal = AbortSignal.timeout(delayMs);
      const error: unknown = await media.tools
        .make(job, plan, () => undefined, signal)
        .catch((e: unknown) => e);
      expect(codeOf(error)).toBe("media/interrupted");
      await noneLeftIn(job.folder);
      await rm(join(job.folder, "out/viewing"), { force: true });
    }
  });

  test("is killed while its box is being set up leaves no decoder", async () => {
    await using job = await longJob();
    const command = decodeSlowly(job.folder);
    const killAfter = async (delayMs: number): Promise<number> => {
      const child = spawn(media.sandbox.launcher, command);
      child.stderr.resume();
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.kill("SIGKILL");
      const killedAt = performance.now();
      // The pipe closes when nobody in the box holds it any more; by itself that took half a minute.
      await new Promise((resolve) => child.stderr.once("close", resolve));
      return performance.now() - killedAt;
    };
    for (let round = 0; round < 20; round++) {
      const delays = Array.from({ length: 6 }, (_, at) => ((round * 6 + at) % 24) / 2);
      expect(Math.max(...(await Promise.all(delays.map(killAfter))))).toBeLessThan(10_000);
    }
  });

  test("takes longer than its limit is ended and says so", async () => {
    await using job = await longJob();
    const { plan } = job;
    const short: CopyPlan = { ...plan, limits: { ...plan.limits, wallMs: 700 } };
    const begun = performance.now();
    const error: unknown = await media.tools
      .make(job, short, () => undefined, never)
      .catch((e: unknown) => e);
    expect(codeOf(error)).toBe("media/timed-out");
    expect(performance.now() - begun).toBeLessThan(5_000);
    await noneLeftIn(job.folder);
  });

  test("shows no progress for too long is ended and says so", async () => {
    await using job = await longJob();
    const { plan } = job;
    const impatient: CopyPlan = { ...plan, limits: { ...plan.limits, stallMs: 1 } };
    const error: unknown = await media.tools
      .make(job, impatient, () => undefined, never)
      .catch((e: unknown) => e);
    expect(codeOf(error)).toBe("media/timed-out");
    await noneLeftIn(job.folder);
  });

  test("outlives Node's own patience is ended by the box's clock", async () => {
    await using job = await longJob();
    const box = ["--box", job.folder, "ffmpeg", "1", "60", "100000000", "1500000000"];
    const begun = performance.now();
    const child = spawn(media.sandbox.launcher, [
      ...box,
      "-nostdin",
      "-v",
      "quiet",
      "-re",
      "-i",
      "file:in/src",
      "-f",
      "null",
      "-",
    ]);
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(code).toBe(124);
    expect(performance.now() - begun).toBeLessThan(8_000);
  });
});

test.each(["required", "off"] as const)(
  "kill -9 of the worker takes its decoder along (box %s)",
  async (mode) => {
    const { launcher } = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: mode });
    await using job = await longJob();
    const command = decodeSlowly(job.folder);
    const script = `require("node:child_process").spawn(${JSON.stringify(launcher)}, ${JSON.stringify(command)}, { stdio: ["pipe", "ignore", "ignore"] }); setInterval(() => {}, 1000);`;
    const worker: ChildProcess = spawn(process.execPath, ["-e", script], { stdio: "ignore" });
    const decoders = await vi.waitFor(() => {
      const found = decodersBelow(worker.pid ?? 0);
      expect(found.length).toBe(1);
      return found;
    }, 15_000);
    worker.kill("SIGKILL");
    await vi.waitFor(() => expect(decoders.filter(alive)).toEqual([]), 5_000);
  },
);

describe.each([
  ["fluent-ffmpeg", runFfmpeg],
  ["Node", spawnFfmpeg],
] as const)("what %s is made to run", (_name, engine) => {
  test("is the recipe, word for word, behind the box's own arguments, and nothing else of the file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-spy-"));
    try {
      const spy = join(folder, "spy.sh");
      const script = `#!/bin/sh\nif [ "$1" = --box ]; then printf '%s\\n' "$@" >> ${folder}/seen; else exec /usr/bin/ffmpeg "$@"; fi\n`;
      await writeFile(spy, script, { mode: 0o755 });
      const [plan] = viewingPlans(mediaInfo({ family: "avi" }), 1_000);
      if (plan === undefined) throw new Error("no plan");
      const recipe = recipeOf(plan);
      const box = ["--box", "/a folder/with a blank", "ffmpeg", "1", "2", "3", "4"];
      const run = { launcher: spy, box, recipe, onLine: () => undefined, signal: never };
      expect(await engine(run)).toBeNull();
      const seen = (await readFile(join(folder, "seen"), "utf8")).trim().split("\n");
      expect(seen).toEqual([...box, ...argumentsOf(recipe)]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

test.each([
  ["a launcher that is not there", "/nowhere/launcher", null],
  ["a launcher that ends at once", "/bin/false", 1],
] as const)("Node tells of %s as an ending, and never rejects", async (_what, launcher, code) => {
  const [plan] = viewingPlans(mediaInfo({ family: "avi" }), 1_000);
  if (plan === undefined) throw new Error("no plan");
  const run = { launcher, box: [], recipe: recipeOf(plan), onLine: () => undefined };
  expect(await spawnFfmpeg({ ...run, signal: never })).toMatchObject({ code });
});

describe("job folders", () => {
  test("of processes that are gone are cleared away, those of the living are not", async () => {
    const scratch = await mkdtemp(join(tmpdir(), "holdfast-scratch-"));
    const config = { HOLDFAST_SCRATCH_DIR: scratch };
    const script = `
      const { ScratchJobFolders } = await import(process.argv[1]);
      const folders = await ScratchJobFolders.start({ HOLDFAST_SCRATCH_DIR: process.argv[2] });
      await folders.open();
      console.log("ready");
      setInterval(() => {}, 1000);`;
    const module = new URL("../../../infra/ffmpeg/job-folders.ts", import.meta.url).href;
    const args = ["--input-type=module", "-e", script, module, scratch];
    const other = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => other.stdout.once("data", resolve));
    try {
      await writeFile(join(scratch, "somebody-elses-file"), "x");
      const mine = await ScratchJobFolders.start(config);
      expect((await readdir(scratch)).length).toBe(3);
      other.kill("SIGKILL");
      await new Promise((resolve) => other.once("exit", resolve));
      const next = await ScratchJobFolders.start(config);
      const names = await readdir(scratch);
      expect(names.filter((name) => name.includes(`-${other.pid}-`))).toEqual([]);
      expect(names).toContain("somebody-elses-file");
      expect(names.length).toBe(3);
      await mine[Symbol.asyncDispose]();
      await next[Symbol.asyncDispose]();
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });

  test("are private and the input cannot be written to", async () => {
    await using job = await media.filled(await clipBytes("one-frame"));

    expect((await stat(job.folder)).mode & 0o077).toBe(0);
    expect((await stat(join(job.folder, "in/src"))).mode & 0o777).toBe(0o400);
    expect(await clip("one-frame")).not.toBe(job.folder);
  });
});
