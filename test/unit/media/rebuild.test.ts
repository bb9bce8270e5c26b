/** Tests of recordings without their index by chance and by malice: what is found was there, and a search ends. */
import { expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { type Rebuilt, rebuild } from "../../../services/media/rebuild/rebuild.ts";
import { RebuiltStatement } from "../../../services/media/rebuild/statement.ts";
import { soundShape } from "../../../services/media/rebuild/sound-frames.ts";
import type { Bytes } from "../../../services/source/bytes.ts";
import { type VideoTrack, videoTracks } from "../../../services/source/mp4.ts";
import { type SyntheticClip, chance, syntheticClip } from "../../fixtures/synthetic-clip.ts";

const never = new AbortController().signal;
const like = syntheticClip(1, 60);

interface CountedBytes extends Bytes {
  readonly asked: { bytes: number; most: number };
}

function counted(bytes: Buffer): CountedBytes {
  const asked = { bytes: 0, most: 0 };
  return {
    asked,
    sizeBytes: bytes.byteLength,
    read: async (at, length) => {
      const found = bytes.subarray(at, at + length);
      asked.bytes += found.byteLength;
      asked.most = Math.max(asked.most, found.byteLength);
      return found;
    },
  };
}

const attempt = (broken: Buffer, clip: Buffer = like.whole): Promise<Rebuilt> =>
  rebuild({ broken: counted(broken), like: counted(clip) }, () => undefined, never);

async function finished(broken: Buffer, clip?: Buffer) {
  const made = await attempt(broken, clip);
  const output: Buffer[] = [];
  for await (const bytes of made.bytes()) output.push(bytes);
  const bytes = Buffer.concat(output);
  const statement = RebuiltStatement.parse(await made.statement());
  expect(bytes.byteLength).toBe(made.sizeBytes);
  const [track] = await videoTracks(counted(bytes));
  const { firstByte, outputByte } = statement.copied;
  const found = [...(track as VideoTrack).samples()].map(({ at, size }) => ({
    ...{ at: at - outputByte + firstByte, size },
  }));
  return { bytes, statement, found };
}

const key = ({ at, size }: SyntheticClip["samples"][number]): string => `${at} ${size}`;

test("every picture is found, in its place", async () => {
  const clip = syntheticClip(2, 200);
  const { found, statement } = await finished(clip.broken);
  expect(found).toEqual(clip.samples);
  expect(statement).toMatchObject({
    picture: { coding: "h264", samples: 200, keys: 17 },
    ...{ sound: null, durationMs: 8_000, unused: { bytes: 0 }, searchEndedAt: null },
  });
});

test("wherever it is cut, all that is whole is found, and nothing else", async () => {
  const clip = syntheticClip(3, 40);
  const next = chance(3);
  for (let round = 0; round < 60; round += 1) {
    const end = 2_000 + next(clip.broken.byteLength - 2_000);
    const { found, statement } = await finished(clip.broken.subarray(0, end));
    const whole = clip.samples.filter(({ at, size }) => at + size <= end);
    // One that ends a few bytes before the cut may be taken, and one whose successor is cut off within its head may not.
    expect(found.map(key)).toEqual(whole.slice(0, found.length).map(key));
    expect(found.length).toBeGreaterThanOrEqual(whole.length - 1);
    expect((statement.picture?.bytes ?? 0) + statement.unused.bytes).toBe(
      end - statement.copied.firstByte,
    );
  }
});

test("bytes of chance, holes, lengths that lie: what is found was recorded, and most of it is found", async () => {
  const next = chance(4);
  for (let round = 0; round < 40; round += 1) {
    const clip = syntheticClip(100 + round, 60);
    const broken = Buffer.from(clip.broken);
    const from = 5_000 + next(broken.byteLength - 20_000);
    const to = from + 1 + next(9_000);
    if (round % 4 === 0) broken.fill(0, from, to);
    else if (round % 4 === 1) for (let at = from; at < to; at += 1) broken[at] = next(256);
    else if (round % 4 === 2)
      broken.writeUInt32BE([0, 1, 0xffffffff, 70_000][next(4)] ?? 0, clip.samples[20]?.at ?? 0);
    else broken.copy(broken, from, 44, 44 + to - from);
    const isTouched = ({ at, size }: { at: number; size: number }): boolean =>
      !broken.subarray(at, at + size).equals(clip.broken.subarray(at, at + size));
    const { found } = await finished(broken);
    const sound = new Set(clip.samples.filter((sample) => !isTouched(sample)).map(key));
    const whole = found.filter((sample) => sound.has(key(sample)));
    // Before a hole one picture more is lost: nothing of its kind stands behind it.
    expect(whole.length).toBeGreaterThanOrEqual(sound.size - 2);
    const framed = new Set(clip.samples.map(key));
    const invented = found.filter((sample) => !framed.has(key(sample)));
    // What was copied from elsewhere is a picture where it lies, too.
    if (round % 4 !== 3) expect(invented).toEqual([]);
  }
});

const HOSTILE: Readonly<Record<string, (media: (bytes: Buffer) => Buffer) => Buffer>> = {
  nothing: () => Buffer.alloc(0),
  text: () => Buffer.from("#EXTM3U\nfile:///etc/passwd\n".repeat(10)),
  "zeros of a disk that was laid out before": (media) => media(Buffer.alloc(8 << 20)),
  "ones everywhere": (media) => media(Buffer.alloc(1 << 20, 0xff)),
  chance: (media) => media(noise(1 << 20)),
  "heads of pictures at every byte": (media) =>
    media(Buffer.alloc(1 << 20, "\0\0\0\x02\x41\xb8", "latin1")),
  "lengths that lead far ahead, at every byte": (media) =>
    media(Buffer.alloc(1 << 20, Buffer.from("000fffff65b8b0ff000ffff065b8b0ff", "hex"))),
  "boxes that never end": () => Buffer.alloc(1 << 20, "\0\0\0\x08free", "latin1"),
};

function noise(length: number): Buffer {
  const next = chance(9);
  return Buffer.from(Uint8Array.from({ length }, () => next(256)));
}

test.each(Object.entries(HOSTILE))("%s: an end, within what a search may read", async (_, make) => {
  const media = (bytes: Buffer): Buffer =>
    Buffer.concat([like.broken.subarray(0, 36), Buffer.from("\0\0\0\0mdat", "latin1"), bytes]);
  const broken = counted(make(media));
  const work = rebuild({ broken, like: counted(like.whole) }, () => undefined, never);
  const code = await work.then(
    ({ sizeBytes }) => (sizeBytes > 0 ? "made" : "empty"),
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  );
  expect(["made", "media/no-media", "media/nothing-found"]).toContain(code);
  expect(broken.asked.bytes).toBeLessThanOrEqual(25 * broken.sizeBytes + (66 << 20));
  expect(broken.asked.most).toBeLessThanOrEqual(1 << 20);
});

test("sound clips that lie are refused, whatever is changed in them", async () => {
  const clip = syntheticClip(5, 30);
  const index = like.broken.byteLength;
  const next = chance(6);
  for (let round = 0; round < 300; round += 1) {
    const lying = Buffer.from(like.whole);
    for (let change = 0; change <= next(4); change += 1) {
      lying[index + next(lying.byteLength - index)] = [0, 0xff, next(256)][next(3)] ?? 0;
    }
    const code = await finished(clip.broken, lying).then(
      () => "made",
      (error: unknown) => (isRefusal(error) ? error.code : error),
    );
    expect(["made", "media/like-not-understood", "media/nothing-found"]).toContain(code);
  }
});

test("what has its index, is in fragments, or is no recording is refused with what to do", async () => {
  const fragment = Buffer.concat([
    like.broken.subarray(0, 36),
    Buffer.from("\0\0\0\x08moof", "latin1"),
  ]);
  for (const [bytes, code] of [
    [like.whole, "media/has-index"],
    [fragment, "media/has-index"],
    [Buffer.from("RIFF0000AVI LIST"), "media/no-media"],
    [like.broken.subarray(0, 44), "media/no-media"],
  ] as const) {
    await expect(attempt(bytes)).rejects.toSatisfy(
      (error) => isRefusal(error, code) && error.fix !== undefined,
    );
  }
  await expect(attempt(like.broken, like.broken)).rejects.toMatchObject({
    code: "media/like-not-understood",
  });
});

test("an index that was cut off is none", async () => {
  const clip = syntheticClip(7, 30);
  const cut = clip.whole.subarray(0, clip.whole.byteLength - 20);
  expect((await finished(cut)).found).toEqual(clip.samples);
});

test("a search that is told to stop does", async () => {
  const stop = AbortSignal.abort(new Error("told to stop"));
  const broken = counted(syntheticClip(8, 2_000).broken);
  const work = rebuild({ broken, like: counted(like.whole) }, () => undefined, stop);
  await expect(work).rejects.toThrow("told to stop");
});

test("heads of AAC frames are told from other bytes", () => {
  expect(soundShape(Buffer.from("21100460", "hex"))).toBe("1 0 1 0 0");
  expect(soundShape(Buffer.alloc(40, 0xff))).toBeNull();
  const next = chance(11);
  let taken = 0;
  for (let round = 0; round < 20_000; round += 1) {
    taken +=
      soundShape(Buffer.from(Uint8Array.from({ length: 40 }, () => next(256)))) === null ? 0 : 1;
  }
  expect(taken).toBeLessThan(1_000);
});
