/** Hostile files against the real tools: nothing outside is read, nothing is called, nothing grows, each gets its refusal. */
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { type Server, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import type { Container } from "../../../services/source/container.ts";
import { type CopyPlan, viewingPlans } from "../../../services/media/viewing-plan.ts";
import { type HostileFile, hostileFiles, timeGap } from "../../fixtures/hostile-media.ts";
import { clip, clipBytes, ffprobe } from "../../fixtures/make-media.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
let outside: string;
let bait: { file: string; url: string };
let listener: Server;
let connections = 0;
let files: readonly HostileFile[];

beforeAll(async () => {
  media = await realMedia();
  outside = await mkdtemp(join(tmpdir(), "holdfast-outside-"));
  listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => listener.once("listening", resolve));
  const { port } = listener.address() as AddressInfo;
  bait = { file: join(outside, "canary.ts"), url: `http://127.0.0.1:${port}` };
  await copyFile(await clip("mpegts"), bait.file);
  files = await hostileFiles(bait);
});
afterAll(async () => {
  listener.close();
  await media.close();
  await rm(outside, { recursive: true, force: true });
});

const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return "taken";
  } catch (error) {
    return isRefusal(error) ? error.code : String(error);
  }
};

/** What the sniffer might have been fooled to say. */
const FOOLED: readonly Container[] = ["mov", "mpegts"];

describe("what a hostile file gets", () => {
  test("is a refusal that names why, from a process that stays alive", async () => {
    const answers: Record<string, string> = {};
    for (const { name, bytes } of files) {
      await using job = await media.filled(bytes);
      answers[name] = await codeOf(() => media.probe(job));
    }
    expect(answers).toEqual({
      "playlist that names a local file": "media/not-allowed",
      "playlist that names an address": "media/not-allowed",
      "concat script, absolute": "media/not-allowed",
      "concat script, relative": "media/not-allowed",
      "DASH manifest": "media/not-allowed",
      "session description": "media/not-allowed",
      page: "media/not-allowed",
      drawing: "media/not-allowed",
      "picture of 15000 × 15000": "media/unreadable",
      "WAV of 64 channels and 4 GB": "media/too-large",
      "MP4 whose sample table claims 268 million entries": "media/unreadable",
      "MP4 of 20000 nested boxes": "media/unreadable",
      "film of 8192 × 8192": "media/too-large",
      "100 sound tracks": "media/too-large",
      "title that imitates ffprobe": "taken",
      "MagicYUV in AVI": "media/not-allowed",
    });
    expect(connections).toBe(0);
  });

  test("is no other file and no connection, even if the sniffer were fooled", async () => {
    const before = await stat(bait.file);
    for (const { bytes } of files.slice(0, 6)) {
      for (const family of FOOLED) {
        await using job = await media.filled(bytes);
        expect(await codeOf(() => media.probe(job, family))).not.toBe("taken");
        const [plan] = viewingPlans(mediaInfo({ family }), 1_000);
        if (plan === undefined) continue;
        const make = () => media.tools.make(job, plan, () => undefined, never);
        expect(await codeOf(make)).not.toBe("taken");
      }
    }
    expect(connections).toBe(0);
    expect((await stat(bait.file)).atimeMs).toBe(before.atimeMs);
  }, 300_000);

  test("a forged title is no stream", async () => {
    const spoof = files.find(({ name }) => name === "title that imitates ffprobe");
    await using job = await media.filled(spoof?.bytes ?? Buffer.alloc(0));
    const info = await media.probe(job);
    expect(info).toMatchObject({ video: { codec: "h264", widthPx: 320 }, otherStreams: 0 });
  });

  test("a hole of a day in the time line makes no day of frames", async () => {
    const bytes = await timeGap();
    await using job = await media.filled(bytes);
    const info = await media.probe(job);
    expect(info.durationMs).toBeGreaterThan(80_000_000);
    const plan = viewingPlans(info, bytes.byteLength).find(({ method }) => method === "encode");
    if (plan === undefined) throw new Error("no plan");
    const made = await media.tools.make(job, plan, () => undefined, never);
    expect(await ffprobe(made.path, "-show_streams")).toMatchObject({
      streams: [{ nb_frames: "50" }],
    });
  });

  test("a damaged film is copied as far as it goes, or refused; never a crash", async () => {
    const whole = await clipBytes("h264-aac-faststart");
    for (const part of [0.02, 0.3, 0.65, 0.99]) {
      const bytes = Buffer.from(whole.subarray(0, Math.floor(whole.byteLength * part)));
      for (let at = 5_000; at < bytes.length; at += 997) bytes[at] = 0xa5;
      await using job = await media.filled(bytes);
      const code = await codeOf(async () => {
        const info = await media.probe(job);
        for (const plan of viewingPlans(info, bytes.byteLength)) {
          await using own = await media.filled(bytes);
          await media.tools.make(own, plan, () => undefined, never);
        }
      });
      expect(["taken", "media/unreadable"]).toContain(code);
    }
  });
});

describe("the box", () => {
  /** ffmpeg as a hostile file would like it: no list, no limit of ours. */
  const inBox = async (...command: string[]): Promise<{ code: number; text: string }> => {
    await using job = await media.filled(await clipBytes("h264-aac"));
    const box = ["--box", job.folder, "ffmpeg", "20", "20", "10000000", "1500000000"];
    return await new Promise((resolve) => {
      const env = { ...process.env, HOLDFAST_SECRET: "canary-secret" };
      const options = { env, encoding: "latin1" } as const;
      execFile(
        media.sandbox.launcher,
        [...box, "-v", "error", "-nostdin", ...command],
        options,
        (error, out, err) =>
          resolve({ code: typeof error?.code === "number" ? error.code : 0, text: out + err }),
      );
    });
  };
  const show = (path: string): string[] => [
    "-f",
    "data",
    "-i",
    `file:${path}`,
    "-map",
    "0",
    "-c",
    "copy",
    "-f",
    "data",
    "pipe:1",
  ];

  test("has no file of this machine but the programs'", async () => {
    expect(await inBox(...show("in/src"))).toMatchObject({ code: 0 });
    for (const path of [
      bait.file,
      "/etc/passwd",
      "/etc/hostname",
      join(homedir(), ".bashrc"),
      process.cwd() + "/package.json",
      "/proc/1/root/etc/passwd",
    ]) {
      const { code, text } = await inBox(...show(path));
      expect([path, code === 0]).toEqual([path, false]);
      expect(text).toMatch(/No such file|Permission denied/);
    }
  });

  test("has no environment, not even in process 1", async () => {
    for (const pid of ["1", "2", "self"]) {
      const { text } = await inBox(...show(`/proc/${pid}/environ`));
      expect(text).not.toContain("canary-secret");
    }
  });

  test("has no network", async () => {
    const { code } = await inBox("-i", `${bait.url}/x.ts`, "-f", "null", "-");
    expect(code).not.toBe(0);
    expect(connections).toBe(0);
  });

  test("lets nothing be written but the output, and of that no more than allowed", async () => {
    for (const path of ["in/src2", "/usr/bin/ffmpeg2", "/tmp/x", "/x"]) {
      const { code } = await inBox(
        "-i",
        "file:in/src",
        "-c",
        "copy",
        "-f",
        "mpegts",
        `file:${path}`,
      );
      expect([path, code === 0]).toEqual([path, false]);
    }
    const tooMuch = [
      "-f",
      "lavfi",
      "-i",
      "testsrc2=size=1280x720:duration=20",
      "-c:v",
      "rawvideo",
      "-f",
      "nut",
    ];
    expect((await inBox(...tooMuch, "file:out/big")).code).toBe(153);
    expect((await readdir(media.scratch)).length).toBe(1);
  });

  test("bounds memory: a frame of 300 megapixels is not had", async () => {
    const { code } = await inBox(
      "-f",
      "lavfi",
      "-i",
      "color=size=20000x15000:duration=1",
      "-f",
      "null",
      "-",
    );
    expect(code).not.toBe(0);
  });
});

test("a copy that grows beyond its limit is refused as too large, and its file is bounded", async () => {
  await using job = await media.filled(await clipBytes("avi-mpeg4-mp3"));
  const [plan] = viewingPlans(await media.probe(job), 100_000);
  if (plan === undefined) throw new Error("no plan");
  const small: CopyPlan = { ...plan, limits: { ...plan.limits, outputBytes: 20_000 } };
  expect(await codeOf(() => media.tools.make(job, small, () => undefined, never))).toBe(
    "media/too-large",
  );
  expect((await readFile(`${job.folder}/out/viewing`)).byteLength).toBeLessThanOrEqual(20_000);
});
