/** A body that lasts, in pieces of the network's size: what it is given out as, and how much is copied for it. */
import { Readable } from "node:stream";
import { afterEach, expect, it, vi } from "vitest";
import { LiveBody, type Stretch } from "../../../services/live/live-body.ts";

const PIECE = 16_384;
const LIMITS = {
  ...{ mostBytes: 16 * 2 ** 20, minBytesPerSecond: 0, windowMs: 30_000 },
  ...{ stretchMs: 60_000, stretchBytes: 2 ** 20 },
};
afterEach(() => vi.restoreAllMocks());

const box = (type: string, bytes: number): Buffer => {
  const whole = Buffer.alloc(bytes, type);
  whole.writeUInt32BE(bytes, 0);
  whole.write(type, 4, "latin1");
  return whole;
};
const fragment = (bytes: number): Buffer => Buffer.concat([box("moof", 100), box("mdat", bytes)]);

/** As from a socket: who reads is asked between any two. */
async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += PIECE) {
    await new Promise((resolve) => setImmediate(resolve));
    yield bytes.subarray(at, at + PIECE);
  }
}

/** What came of it, and how many bytes were copied meanwhile. */
async function stretchesOf(bytes: Buffer) {
  const body = new LiveBody(Readable.from(pieces(bytes), { objectMode: false }), LIMITS);
  const concat = vi.spyOn(Buffer, "concat");
  const all: Stretch[] = [];
  for await (const stretch of body.stretches()) all.push(stretch);
  const copied = concat.mock.results.reduce((sum, { value }) => sum + (value as Buffer).length, 0);
  concat.mockRestore();
  return { all, copied };
}

it("gives out long fragments whole, and copies each byte a few times however many pieces it came in", async () => {
  const [first, second] = [fragment(6 * 2 ** 20), fragment(5 * 2 ** 20)];
  const bytes = Buffer.concat([first, second, fragment(1_000).subarray(0, 500)]);
  const { all, copied } = await stretchesOf(bytes);
  expect(Buffer.concat(all.map((one) => one.bytes)).equals(bytes)).toBe(true);
  expect(all.map(({ bytes: { byteLength }, end }) => [byteLength, end])).toEqual([
    [first.byteLength, null],
    [second.byteLength, null],
    [500, "complete"],
  ]);
  expect(copied).toBeLessThan(4 * bytes.byteLength);
});

it.each([
  ["what is no media", Buffer.alloc(12 * 2 ** 20, "x")],
  ["what stops being boxes", Buffer.concat([box("moof", 100), Buffer.alloc(12 * 2 ** 20)])],
  ["a box that never ends", box("moof", 12 * 2 ** 20).fill(0x7f, 0, 4)],
])("keeps %s to its end, and looks at it a few times", async (_name, bytes) => {
  const { all, copied } = await stretchesOf(bytes);
  expect(all.map(({ bytes: own, end }) => [own.equals(bytes), end])).toEqual([[true, "complete"]]);
  expect(copied).toBeLessThan(4 * bytes.byteLength);
});

it("ends a body without a boundary once it is longer than a segment may be", async () => {
  const { all } = await stretchesOf(Buffer.alloc(LIMITS.mostBytes + 10 * PIECE, "x"));
  expect(all.map(({ end }) => end)).toEqual(["too-long"]);
});

it("takes packets of a transport stream as they come, cut by no piece", async () => {
  const packet = Buffer.alloc(188, 1);
  packet[0] = 0x47;
  const bytes = Buffer.concat(Array.from({ length: 16_000 }, () => packet));
  const { all, copied } = await stretchesOf(bytes);
  expect(Buffer.concat(all.map((one) => one.bytes)).equals(bytes)).toBe(true);
  expect(all.length).toBeGreaterThan(1);
  expect(all.every((one) => one.bytes.byteLength % 188 === 0)).toBe(true);
  expect(copied).toBeLessThan(4 * bytes.byteLength);
});
