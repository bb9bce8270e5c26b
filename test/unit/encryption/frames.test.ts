/** Frames of an encrypted object: what was written comes back, in whole and in any stretch, and nothing that was changed does. */
import { createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameCipher } from "../../../services/encryption/frame-cipher.ts";
import {
  FramedRange,
  type Opening,
  decrypted,
  encrypted,
} from "../../../services/encryption/frame-streams.ts";
import {
  FRAME_BYTES,
  Frames,
  HEADER_BYTES,
  TAG_BYTES,
  encryptedBytes,
} from "../../../services/encryption/frames.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { encryptedItem, encryptedKey, originalKey } from "../../../services/objects/object-key.ts";

const itemId = newId<ItemId>();
const opening: Opening = {
  dataKey: createSecretKey(randomBytes(32)),
  key: encryptedKey(originalKey(itemId)),
};
const differs = { kind: "tampered", code: "encryption/frame-differs" };
const FRAMED = FRAME_BYTES + TAG_BYTES;

/** Pieces of every size, in memory that is used again for each. */
async function* pieces(bytes: Buffer, size = 70_001): AsyncGenerator<Buffer> {
  const lent = Buffer.alloc(size);
  for (let at = 0; at < bytes.byteLength; at += size) {
    yield lent.subarray(0, bytes.copy(lent, 0, at, at + size));
  }
}

async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of source) all.push(Buffer.from(chunk));
  return Buffer.concat(all);
}

const seal = (plain: Buffer, of = opening) => whole(encrypted(pieces(plain), plain.byteLength, of));
const open = (stored: Buffer, of = opening) =>
  whole(decrypted(pieces(stored), stored.byteLength, of));

describe("an encrypted object", () => {
  it.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES + 17])(
    "gives back %d bytes, is as long as is said, and looks like nothing",
    async (size) => {
      const plain = Buffer.alloc(size, 7);
      const [one, other] = await Promise.all([seal(plain), seal(plain)]);
      expect(one.byteLength).toBe(encryptedBytes(size));
      expect(Frames.within(one.byteLength).plainBytes).toBe(size);
      expect(one.subarray(HEADER_BYTES).equals(other.subarray(HEADER_BYTES))).toBe(false);
      expect(one.includes(Buffer.alloc(16, 7))).toBe(false);
      expect((await open(one)).equals(plain)).toBe(true);
    },
  );

  it("opens under no other key, name or item", async () => {
    const stored = await seal(randomBytes(100));
    const others: Opening[] = [
      { ...opening, dataKey: createSecretKey(randomBytes(32)) },
      { ...opening, key: encryptedKey(originalKey(newId<ItemId>())) },
      { ...opening, key: originalKey(itemId) },
    ];
    for (const other of others) await expect(open(stored, other)).rejects.toMatchObject(differs);
  });

  it("is refused with any bit changed, cut, longer, or with frames put elsewhere, before their bytes leave", async () => {
    const plain = randomBytes(2 * FRAME_BYTES + 5_000);
    const stored = await seal(plain);
    const frame = (at: number): Buffer =>
      stored.subarray(HEADER_BYTES + at * FRAMED, HEADER_BYTES + (at + 1) * FRAMED);
    const header = stored.subarray(0, HEADER_BYTES);
    const changed: [string, Buffer][] = [
      ["two frames swapped", Buffer.concat([header, frame(1), frame(0), frame(2)])],
      ["a frame twice", Buffer.concat([header, frame(0), frame(0), frame(2)])],
      ["a frame left out", Buffer.concat([header, frame(0), frame(2)])],
      ["the end left out at a frame", Buffer.concat([header, frame(0), frame(1)])],
      ["a byte cut off", stored.subarray(0, -1)],
      ["a byte more", Buffer.concat([stored, Buffer.of(0)])],
      [
        "a frame of another write",
        Buffer.concat([(await seal(plain)).subarray(0, -5_016), frame(2)]),
      ],
      ["no frame", Buffer.from(header)],
      ["nothing", Buffer.alloc(0)],
    ];
    for (const at of [
      0,
      31,
      HEADER_BYTES - 1,
      HEADER_BYTES,
      HEADER_BYTES + FRAMED,
      stored.byteLength - 1,
    ]) {
      const flipped = Buffer.from(stored);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      changed.push([`bit at ${at}`, flipped]);
    }
    for (const [how, bytes] of changed) {
      const left: Buffer[] = [];
      const read = async (): Promise<void> => {
        for await (const chunk of decrypted(pieces(bytes), bytes.byteLength, opening))
          left.push(chunk);
      };
      await expect(read(), how).rejects.toMatchObject(differs);
      const got = Buffer.concat(left);
      expect(got.equals(plain.subarray(0, got.byteLength)), how).toBe(true);
    }
  });

  it("is refused where the source is not as long as was said", async () => {
    for (const said of [0, 9, 11, FRAME_BYTES]) {
      await expect(whole(encrypted(pieces(randomBytes(10)), said, opening))).rejects.toMatchObject({
        code: "encryption/source-differs",
      });
    }
  });

  it("gives any stretch of its bytes, from no more frames than it lies in", async () => {
    const plain = randomBytes(3 * FRAME_BYTES + 11);
    const stored = await seal(plain);
    const frames = Frames.within(stored.byteLength);
    const near = fc
      .integer({ min: 0, max: 3 })
      .chain((frame) =>
        fc.integer({ min: -2, max: 12 }).map((by) => Math.max(0, frame * FRAME_BYTES + by)),
      );
    await fc.assert(
      fc.asyncProperty(
        near,
        near,
        fc.integer({ min: 0, max: 1 << 21 }),
        async (one, other, more) => {
          const firstByte = Math.min(one, other, plain.byteLength - 1);
          const range = { firstByte, lastByte: Math.max(one, other) + more };
          const framed = new FramedRange(frames, range);
          const source = stored.subarray(framed.stored.firstByte, framed.stored.lastByte + 1);
          const cipher = new FrameCipher(
            opening.dataKey,
            opening.key,
            stored.subarray(0, HEADER_BYTES),
          );
          const got = await whole(framed.decrypted(pieces(source), cipher));
          expect(got.equals(plain.subarray(firstByte, range.lastByte + 1))).toBe(true);
          const last = Math.min(range.lastByte, plain.byteLength - 1);
          const span = Math.floor(last / FRAME_BYTES) - Math.floor(firstByte / FRAME_BYTES) + 1;
          expect(source.byteLength).toBeLessThanOrEqual(span * FRAMED);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has a name that tells whose it is, and no name of anything else does", () => {
    expect(encryptedItem(opening.key)).toBe(itemId);
    for (const key of [
      originalKey(itemId),
      `holds/${itemId}/x.enc`,
      "evidence/ab/no-id/original.enc",
    ]) {
      expect(encryptedItem(key as never)).toBeNull();
    }
  });
});
