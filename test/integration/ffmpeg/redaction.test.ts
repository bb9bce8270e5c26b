/** Recordings of every kind are redacted in the box and proved; and a graph that is off by one frame, one pixel or one sample is found. */
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen, lookAt, proveHidden } from "../../../infra/ffmpeg/hidden-proof.ts";
import type { ProofRun } from "../../../infra/ffmpeg/raw-run.ts";
import {
  type PicturePlan,
  type RedactionPlan,
  codedArguments,
  drawnArguments,
  heardArguments,
  pictureGraph,
} from "../../../infra/ffmpeg/redaction-recipe.ts";
import {
  FfmpegRedactor,
  type Looked,
  codeRedaction,
  limitsFor,
  planRedaction,
} from "../../../infra/ffmpeg/redactor.ts";
import { CODED, DRAWN, coveredArea } from "../../../services/derived/redaction/hidden-picture.ts";
import { MasksWish } from "../../../services/derived/redaction/masks.ts";
import type { PlannedMask } from "../../../services/derived/redaction/picture-plan.ts";
import { sha256OfStream } from "../../../services/kernel/digest.ts";
import type { MediaJob } from "../../../services/media/media-tools.ts";
import { type ClipName, clipBytes, ffmpeg, ffprobe } from "../../fixtures/make-media.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
let folder: string;
/** Noise of full contrast and a loud tone: whatever shows through can be told. With pictures that refer forwards and backwards. */
let canary: Buffer;
beforeAll(async () => {
  media = await realMedia();
  folder = await mkdtemp(join(tmpdir(), "holdfast-redaction-"));
  canary = await own("canary.mp4", [
    ...["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=3,noise=alls=100:allf=t"],
    ...["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=3,volume=4"],
    ...["-metadata", "title=of whom", "-c:v", "libx264", "-preset", "veryfast", "-bf", "2"],
    ...["-pix_fmt", "yuv420p", "-c:a", "aac", "-f", "mp4"],
  ]);
}, 60_000);
afterAll(async () => {
  await media.close();
  await rm(folder, { recursive: true, force: true });
});

async function own(name: string, options: readonly string[]): Promise<Buffer> {
  await ffmpeg(options, join(folder, name));
  return readFile(join(folder, name));
}

const masks = (given: unknown): MasksWish => MasksWish.parse(given);
/** A quarter of the width and of the height. */
const box = (x: number, y: number, atMs = 0) => ({
  ...{ atMs, x: 10_000 * x, y: 10_000 * y, width: 2_500, height: 2_500 },
});
const BOTH = masks({
  pictures: [{ fromMs: 800, toMs: 1_200, points: [box(0.1, 0.1, 800), box(0.6, 0.5, 1_200)] }],
  sound: [{ fromMs: 900, toMs: 1_100 }],
});

interface Open extends ProofRun {
  readonly job: MediaJob;
  readonly wanted: Looked;
}
async function open(job: MediaJob, bytes: Uint8Array, wish: MasksWish): Promise<Open> {
  const info = await media.probe(job);
  const { video, audio } = info;
  // What a recording has none of is not asked for.
  const asked = { pictures: video ? wish.pictures : [], sound: audio ? wish.sound : [] };
  const wanted = { info, sizeBytes: bytes.byteLength, masks: asked };
  const { sandbox } = media;
  const limits = limitsFor(wanted);
  return { job, wanted, sandbox, folder: job.folder, limits, signal: never };
}

const redact = ({ job, wanted }: Open) =>
  new FfmpegRedactor(media.sandbox).redact(
    ...[job, { ...wanted, family: wanted.info.family }, () => undefined, never],
  );
const plan = ({ job, wanted, limits }: Open) =>
  planRedaction(media.sandbox, job, wanted, limits, never);
const code = ({ job, wanted, limits }: Open, planned: RedactionPlan) => {
  const { durationMs } = wanted.info;
  return codeRedaction(media.sandbox, job, planned, { limits, durationMs }, () => undefined, never);
};

test.each<[ClipName, boolean, boolean]>([
  ["h264-aac", true, true],
  ["rotated", true, true],
  ["variable-rate", true, false],
  ["interlaced", true, true],
  ["mpegts", true, true],
  ["avi-mpeg4-mp3", true, true],
  ["hevc", true, true],
  ["one-frame", true, false],
  ["wav", false, true],
  ["mp3", false, true],
])(
  "what is hidden of it is gone, and the rest has its own time: %s",
  async (name, picture, sound) => {
    const bytes = await clipBytes(name);
    await using job = await media.filled(bytes);
    const wish =
      name === "one-frame" ? masks({ pictures: [{ fromMs: 0, points: [box(0.4, 0.4)] }] }) : BOTH;
    const { path, proof } = await redact(await open(job, bytes, wish));
    expect(proof.coveredFrames > 0).toBe(picture);
    // All of 0.7 s to 1.3 s and more.
    expect(proof.silentSamples >= 28_800).toBe(sound);
    const made = await ffprobe(path, "-show_streams", "-show_format", "-count_frames");
    const streams = made["streams"] as { codec_type: string; nb_read_frames: string }[];
    expect(streams.map((stream) => stream.codec_type)).toEqual([
      ...(picture ? ["video"] : []),
      ...(sound ? ["audio"] : []),
    ]);
    if (picture) expect(Number(streams[0]?.nb_read_frames)).toBe(proof.frames);
  },
  60_000,
);

test("a picture that is turned or of an odd size is covered as it is shown", async () => {
  const odd = await own("odd.mkv", [
    ...["-f", "lavfi", "-i", "testsrc2=size=321x241:rate=10:duration=1"],
    ...["-c:v", "mpeg4", "-q:v", "3", "-f", "matroska"],
  ]);
  await using one = await media.filled(odd);
  const whole = masks({
    pictures: [{ fromMs: 0, points: [{ ...box(0, 0), width: 10_000, height: 10_000 }] }],
  });
  expect((await redact(await open(one, odd, whole))).proof).toMatchObject({ coveredFrames: 10 });
  const turned = await clipBytes("rotated");
  await using other = await media.filled(turned);
  const planned = await plan(await open(other, turned, BOTH));
  expect(planned.picture).toMatchObject({ widthPx: 240, heightPx: 320 });
}, 60_000);

test("boxes that are coarse and voices that are lower are proved, too, over and beside one another", async () => {
  const wish = masks({
    pictures: [
      { fromMs: 0, fill: "blur", points: [box(0.1, 0.1, 0), box(0.4, 0.4, 2_000)] },
      {
        fromMs: 500,
        toMs: 2_500,
        fill: "pixelate",
        points: [box(0.3, 0.3, 0), box(0.5, 0.1, 2_000)],
      },
      { fromMs: 1_000, toMs: 2_000, points: [box(0.35, 0.35)] },
    ],
    sound: [
      { fromMs: 500, toMs: 1_500, how: "pitch" },
      { fromMs: 1_200, toMs: 2_000 },
    ],
  });
  await using job = await media.filled(canary);
  const { proof } = await redact(await open(job, canary, wish));
  expect(proof).toMatchObject({ frames: 75, coveredFrames: 75 });
  expect(proof.silentSamples).toBeGreaterThan(0);
}, 60_000);

test("the same masks of the same recording make the same bytes, without a word of the source", async () => {
  const digests = await Promise.all(
    [1, 2].map(async () => {
      await using job = await media.filled(canary);
      const { path } = await redact(await open(job, canary, BOTH));
      expect((await readFile(path)).includes("of whom")).toBe(false);
      return (await sha256OfStream(media.folders.read(path))).sha256;
    }),
  );
  expect(digests[0]).toBe(digests[1]);
}, 60_000);

const STILL_THERE = { code: "derived/still-there" };

/** The masks of a plan as somebody would have drawn them who was off by a little. */
const off = (picture: PicturePlan, change: (mask: PlannedMask) => PlannedMask): PicturePlan => ({
  ...picture,
  masks: picture.masks.map(change),
});
const boxes = (mask: PlannedMask, by: Partial<Record<"x" | "y" | "width" | "height", number>>) => ({
  ...mask,
  steps: mask.steps.map(({ frame, box: at }) => ({
    frame,
    box: {
      ...{ x: at.x + (by.x ?? 0), y: at.y + (by.y ?? 0) },
      ...{ width: at.width + (by.width ?? 0), height: at.height + (by.height ?? 0) },
    },
  })),
});

test("a cover that is off by one frame or one pixel is found, as it is drawn and as it is coded", async () => {
  await using job = await media.filled(canary);
  const still = masks({ pictures: [{ fromMs: 1_000, toMs: 1_500, points: [box(0.4, 0.4)] }] });
  const run = await open(job, canary, still);
  const planned = await plan(run);
  const { picture } = planned;
  if (picture === null) throw new Error("the canary has a picture");
  const area = coveredArea(picture.masks);
  if (area === null) throw new Error("something is covered");
  const drawn = (wrong: PicturePlan) =>
    lookAt(run, drawnArguments(planned, area, pictureGraph(wrong)), picture, DRAWN);
  expect(await drawn(picture)).toBeGreaterThan(0);
  const wrongs = [
    off(picture, (mask) => ({ ...mask, firstFrame: mask.firstFrame + 1 })),
    off(picture, (mask) => ({ ...mask, endFrame: mask.endFrame - 1 })),
    off(picture, (mask) => boxes(mask, { x: 1, width: -1 })),
    off(picture, (mask) => boxes(mask, { height: -1 })),
    off(picture, (mask) => boxes(mask, { y: 2 })),
    { ...picture, masks: [] },
  ];
  for (const wrong of wrongs) await expect(drawn(wrong)).rejects.toMatchObject(STILL_THERE);
  // Coded by a graph that is not the planned one: all but what the coder itself spreads.
  for (const place of [0, 1, 4, 5]) {
    await code(run, { ...planned, picture: wrongs[place] ?? picture });
    const coded = lookAt(run, codedArguments(area), picture, CODED);
    await expect(coded).rejects.toMatchObject(STILL_THERE);
    await rm(join(job.folder, "out/redacted"));
  }
}, 120_000);

test("a box that moves one frame late is found", async () => {
  await using job = await media.filled(canary);
  const run = await open(job, canary, BOTH);
  const planned = await plan(run);
  const { picture } = planned;
  const area = picture && coveredArea(picture.masks);
  if (picture === null || area === null) throw new Error("something is covered");
  const late = off(picture, (mask) => ({
    ...mask,
    steps: mask.steps.map(({ frame, box: at }, place) => ({
      ...{ box: at, frame: place === 0 ? frame : frame + 1 },
    })),
  }));
  await code(run, { ...planned, picture: late });
  const args = drawnArguments(planned, area, pictureGraph(late));
  await expect(lookAt(run, args, picture, DRAWN)).rejects.toMatchObject(STILL_THERE);
}, 60_000);

test("a silence that is off by one sample is found, and one that is missing in what was coded", async () => {
  await using job = await media.filled(canary);
  const run = await open(job, canary, masks({ sound: [{ fromMs: 1_000, toMs: 2_000 }] }));
  const planned = await plan(run);
  const { sound } = planned;
  if (sound === null) throw new Error("the canary has a sound");
  const hear = (from: number, to: number) => {
    const silent = sound.silent.map((each) => ({
      from: each.from + from,
      to: (each.to ?? 0) + to,
    }));
    return listen(
      run,
      heardArguments("hidden", planned, { ...sound, silent }),
      sound,
      sound.silent,
    );
  };
  expect(await hear(0, 0)).toBeGreaterThanOrEqual(3 * 48_000);
  await expect(hear(1, 0)).rejects.toMatchObject(STILL_THERE);
  await expect(hear(0, -1)).rejects.toMatchObject(STILL_THERE);
  await code(run, { ...planned, sound: { ...sound, silent: [] } });
  await expect(proveHidden(run, planned)).rejects.toMatchObject(STILL_THERE);
  await rm(join(job.folder, "out/redacted"));
  await code(run, { ...planned, sound: { ...sound, silent: [] } });
  const lower = [{ from: 48_000, to: 96_000 }];
  const pitched = { ...planned, sound: { ...sound, silent: lower, lower } };
  await expect(proveHidden(run, pitched)).rejects.toMatchObject(STILL_THERE);
}, 60_000);

test("packets that are those of the source, one frame too few, or a further stream are found", async () => {
  await using job = await media.filled(canary);
  const run = await open(job, canary, BOTH);
  const planned = await plan(run);
  const out = join(job.folder, "out/redacted");
  const lay = async (...options: string[]): Promise<void> => {
    await ffmpeg(
      ["-i", join(job.folder, "in/src"), ...options, "-f", "mp4"],
      join(folder, "other"),
    );
    await copyFile(join(folder, "other"), out);
  };
  const bare = ["-map_metadata", "-1", "-fflags", "+bitexact"];
  await lay("-map", "0:v", "-map", "0:a", "-c", "copy", ...bare);
  await expect(proveHidden(run, planned)).rejects.toMatchObject({
    ...STILL_THERE,
    facts: { packet: "video" },
  });
  await lay("-map", "0:v", "-map", "0:a", "-c", "copy");
  await expect(proveHidden(run, planned)).rejects.toMatchObject({ facts: { box: "udta" } });
  await lay("-map", "0:v", "-c", "copy", ...bare);
  await expect(proveHidden(run, planned)).rejects.toMatchObject({ facts: { box: "trak" } });
  await rm(out);
  await code(run, planned);
  const { picture } = planned;
  if (picture === null) throw new Error("the canary has a picture");
  const more = { ...picture, timesUs: [...picture.timesUs, 9_000_000] };
  await expect(proveHidden(run, { ...planned, picture: more })).rejects.toMatchObject(STILL_THERE);
  await proveHidden(run, planned);
}, 60_000);
