/** Redacted and rebuilt recordings are made again of what was sealed of them, byte for byte; of other masks, or without the second recording, they are not. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { movesAgain } from "../../../infra/ffmpeg/redaction-again.ts";
import { FfmpegRedactor } from "../../../infra/ffmpeg/redactor.ts";
import { masksOfManifest, rebuildAgain } from "../../../services/command/rederive/made-again.ts";
import type { Masks } from "../../../services/evidence/redaction-taken.ts";
import { MasksWish } from "../../../services/derived/redaction/masks.ts";
import { writeRebuilt } from "../../../services/derived/rebuilt/rebuilt-maker.ts";
import type { RedactionTaken } from "../../../services/evidence/redaction-taken.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { KeptCopy } from "../../../services/media/rederive.ts";
import { REBUILD_METHODS, type RebuildMethod } from "../../../services/evidence/rebuilt-taken.ts";
import { REBUILD_METHOD } from "../../../services/media/rebuild/statement.ts";
import { derivedOf } from "../../../services/sealing/derived-manifest.ts";
import { made } from "../../fixtures/hostile-media.ts";
import { clipBytes, ffmpeg } from "../../fixtures/make-media.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";
import { original, rederived } from "./rederived.ts";

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

const again = (bytes: Buffer, copy: KeptCopy) => rederived(media, bytes, copy);

const point = (atMs: number, x: number) => ({ atMs, x, y: 1_000, width: 2_500, height: 2_500 });
const MOVING = MasksWish.parse({
  pictures: [
    { fromMs: 200, toMs: 1_500, points: [point(200, 1_000), point(1_500, 6_000)] },
    { fromMs: 0, fill: "blur", points: [point(0, 5_000), point(1_000, 1_000)] },
  ],
  sound: [{ fromMs: 500, toMs: 900, how: "pitch" }],
});
const STILL = MasksWish.parse({
  pictures: [{ fromMs: 0, fill: "pixelate", points: [point(0, 3_000)] }],
});

async function redacted(bytes: Buffer, masks: Masks) {
  await using job = await media.filled(bytes);
  const { family } = await media.probe(job);
  const wanted = { family, sizeBytes: bytes.byteLength, masks };
  const redactor = new FfmpegRedactor(media.sandbox);
  const { path, madeBy, proof } = await redactor.redact(job, wanted, () => undefined, never);
  const copy: KeptCopy = {
    ...{ kind: "redacted", sha256: sha256(await readFile(path)), method: madeBy.method },
    ...{ version: madeBy.version, arguments: madeBy.arguments, packets: null },
  };
  return { copy, madeBy, taken: { ...masks, proof } satisfies RedactionTaken };
}

test.each([
  ["boxes that move, over voices that are lower", "h264-aac", MOVING],
  ["of pictures at uneven times", "variable-rate", { ...MOVING, sound: [] }],
  ["boxes that stand still", "mpegts", STILL],
] as const)("a redacted recording: %s", async (_, name, masks) => {
  const bytes = await clipBytes(name);
  const { copy, madeBy, taken } = await redacted(bytes, masks);
  // As they are read out of what is signed.
  const signed = derivedOf({ kind: "redacted", taken, from: [], madeBy });
  if (signed.kind !== "redacted") throw new Error("it is signed as what it is");
  const read = masksOfManifest(signed.taken);
  expect(read).toEqual({ pictures: masks.pictures, sound: masks.sound });
  const beside = movesAgain(media, original(bytes), read);
  expect(await again(bytes, { ...copy, beside })).toMatchObject({ verdict: "same", code: null });
  const [first, ...rest] = read.pictures;
  if (first === undefined || first.points.length === 1) return;
  const other = { ...first, points: first.points.map((each) => ({ ...each, x: each.x + 900 })) };
  const elsewhere = movesAgain(media, original(bytes), { ...read, pictures: [other, ...rest] });
  expect(await again(bytes, { ...copy, beside: elsewhere })).toMatchObject({ verdict: "differs" });
});

test("a redacted photograph", async () => {
  await using job = await media.folders.open();
  const path = join(job.folder, "out/photograph.jpg");
  await ffmpeg(
    ["-f", "lavfi", "-i", "testsrc2=size=640x480", "-frames:v", "1", "-f", "mjpeg"],
    path,
  );
  const bytes = await readFile(path);
  const { copy } = await redacted(bytes, STILL);
  const beside = movesAgain(media, original(bytes), STILL);
  expect(await again(bytes, { ...copy, beside })).toMatchObject({ verdict: "same" });
});

test("a rebuilt recording, by both of which it was made; without the second it says so", async () => {
  // Pictures out of order: the ways differ in how many of the last ones are played.
  const scene = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=2"];
  const whole = await made([...scene, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-f", "mp4"]);
  const broken = whole.subarray(0, whole.lastIndexOf("moov") - 4);
  const madeBy = async (version: RebuildMethod): Promise<KeptCopy> => {
    await using job = await media.filled(broken);
    await media.folders.fill(job, Readable.from([whole]), "like");
    const writing = { job, folders: media.folders, onProgress: () => undefined, signal: never };
    const { path } = await writeRebuilt({ ...writing, method: version });
    return {
      ...{ kind: "rebuilt", sha256: sha256(await readFile(path)), method: "remux" },
      ...{ version, arguments: ["rebuild"], packets: null },
    };
  };
  const copies = new Map<RebuildMethod, KeptCopy>();
  for (const version of REBUILD_METHODS) copies.set(version, await madeBy(version));
  expect(new Set([...copies.values()].map((copy) => copy.sha256)).size).toBe(2);
  const by = (like: Buffer | null, version = REBUILD_METHOD) =>
    again(broken, {
      ...copies.get(version)!,
      own: rebuildAgain(media.folders, version, like === null ? null : original(like)),
    });
  for (const version of REBUILD_METHODS) {
    expect(await by(whole, version)).toMatchObject({ verdict: "same", version });
  }
  expect(await by(null)).toMatchObject({ verdict: "failed", code: "rederive/no-like" });
  expect(await by(await clipBytes("h264-aac"))).toMatchObject({ verdict: "differs" });
});
