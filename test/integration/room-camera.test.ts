/** A recorder at real cameras: what they send is in the spool, whatever they or ffmpeg do; their passwords are nowhere. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSandbox, type Sandbox } from "../../infra/ffmpeg/sandbox.ts";
import type { CameraAddress } from "../../services/recorder/line-keeper.ts";
import { sleep } from "../../services/recorder/waiting.ts";
import { CountingCamera, picturesIn } from "../fixtures/counting-camera.ts";
import {
  CHANNEL,
  type Recording,
  complaintsOf,
  recordInto,
  streamsOf,
  takesIn,
} from "../fixtures/room-recording.ts";
import { type CameraOptions, type TestCamera, startCamera } from "../fixtures/rtsp-camera.ts";

const PASSWORD = "Kamera-Geheim-7";
let folder: string;
let sandbox: Sandbox;
let camera: TestCamera | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-room-"));
  sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
});
afterEach(async () => {
  await camera?.kill();
  camera = null;
  rmSync(folder, { recursive: true, force: true });
});

const record = (address: CameraAddress): Promise<Recording> => recordInto(folder, sandbox, address);

async function started(options: CameraOptions = {}): Promise<Recording> {
  camera = await startCamera(options);
  const { user, password = "" } = options;
  const credentials = user === undefined ? null : { user, password };
  return record({ url: camera.url, credentials });
}

const takes = (): readonly string[] => takesIn(folder);

/** Complaints of a decoder fail. */
function probed(path: string) {
  expect(complaintsOf(path)).toBe("");
  return streamsOf(path);
}

describe("a camera that a recorder listens to", () => {
  it.each([
    ["none", ["h264"]],
    ["aac", ["h264", "aac"]],
    ["pcma", ["h264", "pcm_alaw"]],
    ["opus", ["h264", "opus"]],
  ] as const)("with sound %s is kept as it sends", async (sound, codings) => {
    const recording = await started({ sound });
    await recording.closed(3);
    await recording.stop();
    const segments = await recording.spool.waiting(CHANNEL);
    expect(segments.every(({ isComplete }) => isComplete)).toBe(true);
    const [take = ""] = takes();
    const streams = probed(take);
    expect(streams.map(({ codec_name: name }) => name)).toEqual(codings);
    const told = segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(Math.abs(Number(streams[0]?.duration) * 1000 - told)).toBeLessThan(150);
  });

  it("signs in by Digest, and its password is in no argument, no name and no file", async () => {
    const recording = await started({ user: "officer", password: PASSWORD });
    await recording.closed(1);
    const programs = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => !line.includes("rtsp-camera.py"));
    expect(programs.filter((line) => line.includes("/usr/bin/ffmpeg"))).not.toEqual([]);
    expect(programs.filter((line) => line.includes(PASSWORD))).toEqual([]);
    await recording.stop();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => `${file.name} ${readFileSync(join(file.parentPath, file.name), "latin1")}`);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => text.includes(PASSWORD))).toEqual([]);
  });

  it("tells how far its clock is from ours", async () => {
    const recording = await started();
    // Cameras tell it every few seconds.
    const heardOf = async () => (await recording.body()?.state())?.clock ?? null;
    while ((await heardOf()) === null) await recording.closed(1);
    const heard = await heardOf();
    await recording.stop();
    // The same machine's clock on both sides.
    expect(Math.abs(heard?.offsetMs ?? Number.NaN)).toBeLessThan(500);
  });

  it.each(["none", "pcma"] as const)(
    "that was asked before anybody listened, with sound %s, is recorded from its first key picture on",
    async (sound) => {
      camera = await startCamera({ sound, user: "officer", password: PASSWORD });
      const credentials = { user: "officer", password: PASSWORD };
      const fromMs = Date.now();
      const recording = await recordInto(folder, sandbox, { url: camera.url, credentials }, 2_500);
      const listenedMs = Date.now();
      await recording.closed(2);
      await recording.stop();
      const [first] = await recording.spool.waiting(CHANNEL);
      expect(recording.whys()).toEqual([]);
      expect(first?.startedAtMs).toBeGreaterThan(fromMs);
      expect(first?.startedAtMs).toBeLessThan(listenedMs - 300);
      for (const take of takes()) probed(take);
    },
  );

  it("that lets nobody in is told as that", async () => {
    camera = await startCamera({ user: "officer", password: PASSWORD });
    const recording = await record({
      url: camera.url,
      credentials: { user: "officer", password: "wrong" },
    });
    while (recording.states.length === 0) await sleep(20, new AbortController().signal);
    await recording.stop();
    expect(recording.states[0]).toMatchObject({ why: "recorder/refused" });
  });

  it("that dies and comes back is recorded again, in another take", async () => {
    const recording = await started();
    await recording.closed(2);
    await camera?.restart();
    await recording.closed(2);
    await recording.stop();
    expect(takes()).toHaveLength(2);
    for (const take of takes()) expect(probed(take)).toHaveLength(1);
    expect(recording.states.map((one) => one.state === "no-source" && one.why)).toContain(
      "source-ended",
    );
  });

  it("that freezes is asked again within seconds, and told as frozen", async () => {
    const recording = await started();
    await recording.closed(2);
    process.kill(camera?.pid ?? 0, "SIGSTOP");
    const from = Date.now();
    while (!recording.states.some((one) => one.state === "no-source")) {
      await sleep(20, new AbortController().signal);
    }
    const tookMs = Date.now() - from;
    process.kill(camera?.pid ?? 0, "SIGCONT");
    await recording.closed(1);
    await recording.stop();
    expect(recording.states[1]).toMatchObject({ why: "frozen" });
    expect(tookMs).toBeLessThan(4_000);
  });

  it("misses no picture when its ffmpeg is killed: the next one begins with what is not kept yet", async () => {
    const counting = await CountingCamera.start();
    try {
      const recording = await record({ url: counting.url, credentials: null });
      await recording.closed(2);
      for (let kills = 0; kills < 3; kills += 1) {
        execFileSync("pkill", ["-9", "-x", "ffmpeg", "--parent", boxes()]);
        await recording.closed(2 + kills);
      }
      await recording.stop();
      const all = await recording.spool.waiting(CHANNEL);
      expect(takes()).toHaveLength(4);
      for (const take of takes()) expect(probed(take)).toHaveLength(1);
      const pictures = new Set(takes().flatMap((take) => picturesIn(readFileSync(take))));
      const [first, last] = [Math.min(...pictures), Math.max(...pictures)];
      expect(last - first + 1).toBe(pictures.size);
      expect(new Set(all.slice(2).map(({ after }) => after))).toContain("recorder-fault");
      // Times of what was sent again are those at which the camera sent it.
      for (const [place, take] of takes().entries()) {
        const [begins] = picturesIn(readFileSync(take));
        const [own] = all.filter((one) => one.take === Number(/(\d+)[.]mp4$/.exec(take)?.[1]));
        const sentMs = ((begins ?? 0) / counting.fps) * 1000;
        expect(Math.abs((own?.startedAtMs ?? 0) - sentMs), `take ${place}`).toBeLessThan(300);
      }
    } finally {
      await counting.close();
    }
  });
});

/** Processes of boxes that this test started, for pkill. */
function boxes(): string {
  const all = execFileSync("ps", ["-eo", "pid,ppid"], { encoding: "utf8" })
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = new Set([process.pid]);
  for (let before = 0; before < below.size;) {
    before = below.size;
    for (const [pid = 0, parent = 0] of all) if (below.has(parent)) below.add(pid);
  }
  return [...below].join(",");
}
