/** Boxes in a photograph: gone as drawn and in every pixel of the file, upright, without a word of the camera; and what is off by one is found. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSandbox, type Sandbox } from "../../../infra/ffmpeg/sandbox.ts";
import {
  photographRecipe,
  planPhotograph,
  provePhotograph,
} from "../../../infra/ffmpeg/redact-photograph.ts";
import { argumentsOf } from "../../../infra/ffmpeg/recipes.ts";
import { FfmpegRedactor } from "../../../infra/ffmpeg/redactor.ts";
import { MasksWish } from "../../../services/derived/redaction/masks.ts";
import { type ExcerptBench, openExcerptBench, saidBy } from "../../fixtures/excerpts.ts";
import { turnedPhotograph } from "../../fixtures/odd-inputs.ts";

const never = new AbortController().signal;
let bench: ExcerptBench;
let sandbox: Sandbox;
/** 320 × 240 as it lies, with a quarter turn to be upright, and all that a camera writes beside its pixels. */
let photo: Buffer;

beforeAll(async () => {
  bench = await openExcerptBench();
  sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
  const path = await bench.record(
    "photo.jpg",
    ...["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=1:duration=1,noise=alls=60,format=gray"],
    ...["-frames:v", "1", "-pix_fmt", "yuvj420p", "-q:v", "2"],
  );
  const segment = (marker: number, words: string): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(words.length + 2, 2);
    return Buffer.concat([head, Buffer.from(words, "latin1")]);
  };
  const turned = turnedPhotograph(await readFile(path), 6);
  photo = Buffer.concat([
    turned.subarray(0, 2),
    segment(0xfe, "SECRET by whom"),
    segment(0xe2, `ICC_PROFILE\0\x01\x01${"SECRET".padEnd(200)}`),
    segment(0xed, "SECRET of the press"),
    turned.subarray(2),
  ]);
});
afterAll(() => bench.close());

const masks = (given: unknown): MasksWish => MasksWish.parse(given);
const box = { atMs: 0, x: 2_000, y: 5_000, width: 2_000, height: 2_000 };
const SOLID = masks({ pictures: [{ fromMs: 0, points: [box] }] });

async function redacted(bytes: Buffer, wish: MasksWish, family: "jpeg_pipe" | "png_pipe") {
  await using job = await bench.folders.open();
  await writeFile(join(job.folder, "in/src"), bytes);
  const wanted = { family, sizeBytes: bytes.byteLength, masks: wish };
  const { path, ...rest } = await new FfmpegRedactor(sandbox).redact(
    ...[job, wanted, () => undefined, never],
  );
  const kept = join(job.folder, "../kept.png");
  await writeFile(kept, await readFile(path));
  return { ...rest, path: kept, bytes: await readFile(kept) };
}

/** Red, green and blue of each pixel, as text of ffmpeg by itself. */
const pixelsOf = async (path: string, filter = "null"): Promise<Buffer> => {
  const args = ["-v", "error", "-i", path, "-vf", filter, "-pix_fmt", "rgb24", "-f", "rawvideo"];
  const out = `${path}.raw`;
  await saidBy([...args, "-y", out], "/");
  return readFile(out);
};

const isBlack = (of: Buffer, at: number): boolean =>
  of[at] === 0 && of[at + 1] === 0 && of[at + 2] === 0;
const isIn = (x: number, y: number, [left, top, right, bottom]: Sides): boolean =>
  x >= left && x < right && y >= top && y < bottom;
type Sides = readonly [number, number, number, number];

it("covers what lies in the box as it is shown, keeps the rest, and holds not a word of the camera", async () => {
  const { path, bytes, proof, madeBy } = await redacted(photo, SOLID, "jpeg_pipe");
  expect(proof).toMatchObject({ frames: 1, coveredFrames: 1 });
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([240, 320]);
  for (const word of ["SECRET", "Exif", "eXIf", "iCCP", "ICC", "tEXt"])
    expect(bytes.includes(word)).toBe(false);
  const source = join(path, "../source.jpg");
  await writeFile(source, photo);
  const [before, after] = [await pixelsOf(source), await pixelsOf(path)];
  expect(after.byteLength).toBe(before.byteLength);
  let [covered, changed] = [0, 0];
  for (let at = 0; at < after.byteLength; at += 3) {
    const [x, y] = [(at / 3) % 240, Math.floor(at / 3 / 240)];
    if (isIn(x, y, [48, 160, 96, 224])) covered += Number(isBlack(after, at));
    // A box grows by some pixels. Brightness is each pixel's own, rounded by a step or two.
    if (!isIn(x, y, [16, 128, 128, 256]))
      changed += Number(Math.abs((after[at] ?? 0) - (before[at] ?? 0)) > 4);
  }
  expect(covered).toBe(48 * 64);
  expect(changed).toBe(0);
  const film = { path, madeBy };
  expect(await bench.again(source, film)).toBe("same");
}, 60_000);

it("covers coarsely where that is wished, also in a PNG", async () => {
  const png = await bench.record(
    "photo.png",
    ...["-f", "lavfi", "-i", "testsrc2=size=321x241:rate=1:duration=1,noise=alls=60"],
    ...["-frames:v", "1"],
  );
  for (const fill of ["pixelate", "blur"]) {
    const wish = masks({ pictures: [{ fromMs: 500, toMs: 900, fill, points: [box] }] });
    const { proof } = await redacted(await readFile(png), wish, "png_pipe");
    expect(proof.coveredFrames).toBe(1);
  }
}, 60_000);

it("is none with a box that moves, or with a sound", async () => {
  const moving = { pictures: [{ fromMs: 0, points: [box, { ...box, atMs: 9 }] }] };
  const heard = { ...SOLID, sound: [{ fromMs: 0 }] };
  for (const wish of [moving, heard])
    await expect(redacted(photo, masks(wish), "jpeg_pipe")).rejects.toMatchObject({
      code: "derived/photograph",
    });
});

it("is not let out where one pixel shows, where another picture was made, or where a byte lies beside it", async () => {
  await using job = await bench.folders.open();
  await writeFile(join(job.folder, "in/src"), photo);
  const info = await bench.tools.probe(job, "jpeg_pipe", never);
  const plan = planPhotograph({ info, masks: SOLID });
  const out = join(job.folder, "out/redacted");
  const made = async (picture: typeof plan): Promise<Buffer> => {
    await saidBy(["-y", ...argumentsOf(photographRecipe("jpeg_pipe", picture))], job.folder);
    return readFile(out);
  };
  const prove = () => provePhotograph({ sandbox, job, signal: never }, "jpeg_pipe", plan);
  const whole = await made(plan);
  await expect(prove()).resolves.toBeUndefined();
  const gone = { code: "derived/still-there" };
  // A graph that draws one pixel less than was planned: what is proved of is what was planned.
  const less = plan.masks.map((mask) => ({
    ...mask,
    steps: mask.steps.map(({ box: at, frame }) => ({ frame, box: { ...at, width: at.width - 1 } })),
  }));
  await made({ ...plan, masks: less });
  await expect(prove()).rejects.toMatchObject(gone);
  await made({ ...plan, masks: [] });
  await expect(prove()).rejects.toMatchObject(gone);
  const chunk = Buffer.concat([whole.subarray(0, 33), TEXT_CHUNK, whole.subarray(33)]);
  for (const [bytes, at] of [
    [Buffer.concat([whole, Buffer.from("x")]), "end"],
    [chunk, "tEXt"],
    [whole.subarray(0, -4), "end"],
    [photo, "head"],
  ] as const) {
    await writeFile(out, bytes);
    await expect(prove()).rejects.toMatchObject({ ...gone, facts: { box: at } });
  }
}, 60_000);

const TEXT_CHUNK = Buffer.concat([
  Buffer.from("0000000674455874", "hex"),
  Buffer.from("a\0word"),
  Buffer.alloc(4),
]);
