/** What is hidden of a photograph, and which bytes may be in the picture that is made of it. */
import { expect, it } from "vitest";
import { planRedacted } from "../../../services/derived/redaction/ask-redacted.ts";
import { requireOnlyPicture } from "../../../services/derived/redaction/made-picture.ts";
import { MasksWish, masksOfPhotograph } from "../../../services/derived/redaction/masks.ts";
import type { EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type UserId, newId } from "../../../services/kernel/ids.ts";
import type { MediaInfo } from "../../../services/media/media-info.ts";
import type { Bytes } from "../../../services/source/bytes.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { receivedItem, tickingClock } from "../../fixtures/evidence.ts";

const point = { atMs: 400, x: 0, y: 0, width: 100, height: 100 };

it("has boxes at its one moment, whatever time they were given", () => {
  const wish = MasksWish.parse({ pictures: [{ fromMs: 300, toMs: 500, points: [point] }] });
  expect(masksOfPhotograph(wish)).toEqual({
    pictures: [{ fromMs: 0, toMs: null, fill: "solid", points: [{ ...point, atMs: 0 }] }],
    sound: [],
  });
});

it.each([
  { pictures: [{ fromMs: 0, points: [point, { ...point, atMs: 500 }] }] },
  { pictures: [{ fromMs: 0, points: [point] }], sound: [{ fromMs: 0 }] },
  { sound: [{ fromMs: 0 }] },
])("has no box that moves, and nothing of a sound: %j", (wish) => {
  expect(() => masksOfPhotograph(MasksWish.parse(wish))).toThrow(/boxes alone/);
});

const chunk = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.byteLength);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content, Buffer.alloc(4)]);
};
const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const IHDR = chunk("IHDR", Buffer.from("00000010000000080802000000", "hex"));
const REST = [chunk("IDAT", Buffer.alloc(40)), chunk("IEND", Buffer.alloc(0))];

const bytesOf = (...parts: readonly Buffer[]): Bytes => {
  const all = Buffer.concat(parts);
  return {
    sizeBytes: all.byteLength,
    read: async (at, length) => all.subarray(at, at + length),
  };
};
const size = { widthPx: 16, heightPx: 8 };

const INFO: MediaInfo = {
  ...{ family: "jpeg_pipe", durationMs: null, audio: null, otherStreams: 0 },
  video: {
    ...{ codec: "mjpeg", profile: null, pixelFormat: "yuvj420p", widthPx: 320, heightPx: 240 },
    ...{ displayWidthPx: 320, displayHeightPx: 240, framesPer1000s: null, interlaced: false },
    ...{ bitsPerSecond: null, startsWithKeyframe: true },
  },
};
const asked = { by: newId<UserId>(), purposeKind: "evidence", purpose: "庭审" } as const;
const WISH = MasksWish.parse({ pictures: [{ fromMs: 300, toMs: 500, points: [point] }] });

it("is asked for under a picture's name, with boxes of its one moment", async () => {
  const original = { sha256: sha256("x"), key: "k" } as unknown as EvidenceItem["original"];
  const item = receivedItem({ stage: "sealed", mediaInfo: INFO, original });
  const items = new MemoryEvidenceStore();
  items.add(item);
  const deps = { items, clock: tickingClock() };
  const request = await planRedacted(deps, { itemId: item.id, ...WISH }, asked);
  expect(request).toMatchObject({
    announced: { filename: "现场 01 redacted.png", mediaType: "image/png" },
    parameters: { pictures: [{ fromMs: 0, toMs: null }] },
  });
  const moving = {
    ...WISH,
    pictures: [{ ...WISH.pictures[0]!, points: [point, { ...point, atMs: 500 }] }],
  };
  await expect(planRedacted(deps, { itemId: item.id, ...moving }, asked)).rejects.toMatchObject({
    code: "derived/photograph",
  });
});

it("is let out where it is one picture and nothing else", async () => {
  const shape = chunk("pHYs", Buffer.alloc(9));
  await requireOnlyPicture(bytesOf(SIGNATURE, IHDR, shape, ...REST), size);
});

it.each([
  ["words", bytesOf(SIGNATURE, IHDR, chunk("tEXt", Buffer.from("a")), ...REST)],
  ["what a camera wrote", bytesOf(SIGNATURE, IHDR, chunk("eXIf", Buffer.from("a")), ...REST)],
  ["a profile", bytesOf(SIGNATURE, IHDR, chunk("iCCP", Buffer.from("a")), ...REST)],
  ["numbers that are too many", bytesOf(SIGNATURE, IHDR, chunk("pHYs", Buffer.alloc(99)), ...REST)],
  ["a second picture", bytesOf(SIGNATURE, IHDR, ...REST, SIGNATURE, IHDR, ...REST)],
  ["a second head", bytesOf(SIGNATURE, IHDR, IHDR, ...REST)],
  ["no head", bytesOf(SIGNATURE, ...REST)],
  ["a byte behind its end", bytesOf(SIGNATURE, IHDR, ...REST, Buffer.from("x"))],
  ["no end", bytesOf(SIGNATURE, IHDR, REST[0] ?? Buffer.alloc(0))],
  [
    "an end in the middle of a chunk",
    bytesOf(SIGNATURE, IHDR, chunk("IDAT", Buffer.alloc(9)).subarray(0, 15)),
  ],
  ["another beginning", bytesOf(Buffer.from("ffd8ffe000104a46", "hex"), IHDR, ...REST)],
  ["nothing", bytesOf()],
])("is not with %s", async (_, bytes) => {
  await expect(requireOnlyPicture(bytes, size)).rejects.toMatchObject({
    code: "derived/still-there",
  });
});

it("is not of another size", async () => {
  const bytes = bytesOf(SIGNATURE, IHDR, ...REST);
  await expect(requireOnlyPicture(bytes, { ...size, widthPx: 17 })).rejects.toMatchObject({
    facts: { box: "IHDR" },
  });
});
