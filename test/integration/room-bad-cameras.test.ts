/** Cameras that misbehave: what can be kept of them is kept and plays, what is missing is told, memory stays flat, and a good camera behind them is recorded again. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSandbox, type Sandbox } from "../../infra/ffmpeg/sandbox.ts";
import { sleep } from "../../services/recorder/waiting.ts";
import {
  CountingCamera,
  type CountingOptions,
  type Misbehaviour,
  picturesIn,
} from "../fixtures/counting-camera.ts";
import {
  CHANNEL,
  type Recording,
  complaintsOf,
  recordInto,
  streamsOf,
  takesIn,
} from "../fixtures/room-recording.ts";

let folder: string;
let sandbox: Sandbox;
let camera: CountingCamera | null = null;
let recording: Recording | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-bad-camera-"));
  sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
});
afterEach(async () => {
  await recording?.stop();
  await camera?.close();
  camera = null;
  recording = null;
  rmSync(folder, { recursive: true, force: true });
});

async function recorded(options: CountingOptions): Promise<Recording> {
  camera = await CountingCamera.start(options);
  recording = await recordInto(folder, sandbox, { url: camera.url, credentials: null });
  return recording;
}

const wait = (ms: number): Promise<void> => sleep(ms, new AbortController().signal);

/** The same address, and nothing is wrong any more. */
async function mended(wasKept = 0): Promise<void> {
  await camera!.kill();
  await camera!.start("none");
  await recording!.closed(2);
  expect((await recording!.spool.waiting(CHANNEL)).length).toBeGreaterThanOrEqual(wasKept + 2);
}

/** Pictures that were sent between the first and the last that was kept, and are not there. */
function missing(): number {
  const pictures = new Set(takesIn(folder).flatMap((take) => picturesIn(readFileSync(take))));
  return Math.max(...pictures) - Math.min(...pictures) + 1 - pictures.size;
}

describe("a camera that changes while it sends", () => {
  it("its size: all of it is kept, and plays", async () => {
    const here = await recorded({ then: "larger" });
    await here.closed(7);
    await here.stop();
    expect(missing()).toBe(0);
    const takes = takesIn(folder);
    expect(takes.map((take) => complaintsOf(take))).toEqual(takes.map(() => ""));
  });

  it("its coding, though it said another: the recorder goes on, and so does a good camera", async () => {
    const here = await recorded({ then: "h265" });
    await here.closed(6);
    await mended(6);
    const [first] = takesIn(folder);
    expect(streamsOf(first!).map(({ codec_name: name }) => name)).toEqual(["h264"]);
    expect(picturesIn(readFileSync(first!)).length).toBeGreaterThan(15);
  });

  it("its clock, by hours forth and back: no picture is lost", async () => {
    const here = await recorded({ mode: "jumps" });
    await here.closed(9);
    await here.stop();
    expect(missing()).toBe(0);
    const told = await here.spool.waiting(CHANNEL);
    const ends = told.map(({ startedAtMs, durationMs }) => startedAtMs + durationMs);
    // What segments say of their own time stays near the clock on the wall.
    const now = Date.now();
    expect(ends.filter((at) => Math.abs(at - now) > 60_000)).toEqual([]);
  });

  it("its sound, away for four seconds: pictures go on, and so does the sound", async () => {
    const here = await recorded({ mode: "sound-gone" });
    await here.closed(10);
    await here.stop();
    expect(missing()).toBe(0);
    expect(here.whys()).toEqual([]);
    const [take] = takesIn(folder);
    const [pictures, sound] = streamsOf(take!);
    expect([pictures?.codec_name, sound?.codec_name]).toEqual(["h264", "pcm_alaw"]);
    expect(Number(sound?.duration)).toBeGreaterThan(Number(pictures?.duration) - 1);
  });
});

describe("a camera that hardly sends", () => {
  it("a picture a second: each of them is kept, in one take", async () => {
    const here = await recorded({ fps: 1 });
    await here.closed(5);
    await here.stop();
    expect(missing()).toBe(0);
    expect(here.whys()).toEqual([]);
    expect(takesIn(folder)).toHaveLength(1);
  });

  it("nothing after PLAY: it is asked again within seconds", async () => {
    const from = Date.now();
    const here = await recorded({ mode: "nothing" });
    await here.told("source-ended");
    expect(Date.now() - from).toBeLessThan(8_000);
    await mended();
  });

  it("one picture, then it closes: again and again, without a storm", async () => {
    const here = await recorded({ mode: "one-picture" });
    await wait(6_000);
    expect(here.states.length).toBeGreaterThan(2);
    expect(here.states.length).toBeLessThan(40);
    await mended();
  });
});

describe("what is no camera", () => {
  it.each<[Misbehaviour, string]>([
    ["garbage", "recorder/no-answer"],
    ["endless-headers", "recorder/no-answer"],
  ])("%s: it is told, and a good camera is recorded", async (mode, why) => {
    const here = await recorded({ mode });
    await here.told(why);
    await mended();
  });

  it("numbers its answers wrongly: they are taken in their order", async () => {
    const here = await recorded({ mode: "wrong-cseq" });
    await here.closed(2);
    expect(here.whys()).toEqual([]);
  });

  it("sends as much as the line takes: it is cut off, asked seldom, and memory stays flat", async () => {
    const before = process.memoryUsage.rss();
    const here = await recorded({ mode: "flood" });
    await here.told("too-fast");
    const cut = here.whys().length;
    let most = 0;
    for (let count = 0; count < 20; count += 1) {
      await wait(250);
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(here.whys().length - cut).toBeLessThan(8);
    expect((most - before) >> 20, "MiB").toBeLessThan(400);
    await mended();
  });
});
