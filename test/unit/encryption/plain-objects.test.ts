/** Readers of an encrypted store: plaintext sizes and bytes, ranges, and no leak of what was opened. */
import { createSecretKey, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { beforeEach, expect, it } from "vitest";
import { encrypted } from "../../../services/encryption/frame-streams.ts";
import { FRAME_BYTES, HEADER_BYTES } from "../../../services/encryption/frames.ts";
import { plainObjects } from "../../../services/encryption/plain-objects.ts";
import { sha256, sha256OfStream } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { encryptedKey, originalKey } from "../../../services/objects/object-key.ts";
import type { ObjectRef, ObjectStore } from "../../../services/objects/object-store.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { bytesOf, refused } from "../../fixtures/store-outcomes.ts";

const dataKey = createSecretKey(randomBytes(32));
const plain = randomBytes(2 * FRAME_BYTES + 123);
let raw: MemoryObjectStore;
let store: ObjectStore;
let sealed: ObjectRef;
let clear: ObjectRef;
let isDestroyed: boolean;

beforeEach(async () => {
  raw = new MemoryObjectStore();
  isDestroyed = false;
  store = plainObjects(raw, {
    toRead: async () => {
      if (isDestroyed) throw new Refusal("missing", "encryption/key-destroyed", "gone");
      return dataKey;
    },
  });
  const itemId = newId<ItemId>();
  const key = encryptedKey(originalKey(itemId));
  const source = encrypted(Readable.from([plain]), plain.byteLength, { dataKey, key });
  sealed = await raw.put(key, Buffer.concat(await Readable.from(source).toArray()));
  clear = await raw.put(originalKey(itemId), plain);
});

it("shows what is encrypted just as what is not", async () => {
  for (const ref of [clear, sealed]) {
    expect(await store.head(ref)).toEqual({
      sizeBytes: plain.byteLength,
      lock: null,
      isHeld: false,
    });
    expect((await bytesOf(await store.read(ref))).equals(plain)).toBe(true);
    expect((await sha256OfStream(await store.scan(ref))).sha256).toBe(sha256(plain));
    const middle = { firstByte: FRAME_BYTES - 3, lastByte: FRAME_BYTES + 3 };
    const stretch = plain.subarray(FRAME_BYTES - 3, FRAME_BYTES + 4);
    expect((await bytesOf(await store.read(ref, middle))).equals(stretch)).toBe(true);
    const end = { firstByte: plain.byteLength - 1, lastByte: 1e9 };
    expect(await bytesOf(await store.read(ref, end))).toHaveLength(1);
    await refused(
      store.read(ref, { firstByte: plain.byteLength, lastByte: 1e9 }),
      "objects/bad-range",
    );
    await refused(store.read(ref, { firstByte: 5, lastByte: 4 }), "objects/bad-range");
    expect(await store.find(ref.key)).toEqual(ref);
  }
  await refused(store.read({ ...sealed, versionId: "other" }), "objects/no-such-object");
});

it("asks the store for the frames of a stretch alone, and for its header once", async () => {
  const asked: unknown[] = [];
  const read = raw.read.bind(raw);
  raw.read = (ref, range) => (asked.push(range), read(ref, range));
  for (let times = 0; times < 3; times += 1) {
    await bytesOf(await store.read(sealed, { firstByte: 10, lastByte: 20 }));
  }
  const framed = { firstByte: HEADER_BYTES, lastByte: HEADER_BYTES + FRAME_BYTES + 15 };
  expect(asked).toEqual([{ firstByte: 0, lastByte: HEADER_BYTES - 1 }, framed, framed, framed]);
});

it("breaks off at a frame that was changed, also in the middle of a stretch", async () => {
  raw.tamper(sealed.key, (bytes) => ((bytes[HEADER_BYTES + FRAME_BYTES + 40]! ^= 1), bytes));
  const first = { firstByte: 0, lastByte: FRAME_BYTES - 1 };
  expect(
    (await bytesOf(await store.read(sealed, first))).equals(plain.subarray(0, FRAME_BYTES)),
  ).toBe(true);
  const differs = { code: "encryption/frame-differs" };
  await expect(bytesOf(await store.read(sealed))).rejects.toMatchObject(differs);
  const into = { firstByte: 5, lastByte: FRAME_BYTES + 5 };
  await expect(bytesOf(await store.read(sealed, into))).rejects.toMatchObject(differs);
  raw.tamper(sealed.key, (bytes) => bytes.subarray(0, 30));
  await refused(store.head(sealed), "encryption/frame-differs");
});

it("opens nothing from the moment on that the key is destroyed", async () => {
  const range = { firstByte: 0, lastByte: 9 };
  await bytesOf(await store.read(sealed, range));
  isDestroyed = true;
  for (const reading of [store.read(sealed), store.read(sealed, range), store.scan(sealed)]) {
    await refused(reading, "encryption/key-destroyed");
  }
  expect((await bytesOf(await store.read(clear))).equals(plain)).toBe(true);
});

it("gives the store's stream back when a reader goes before its first byte, or in the middle", async () => {
  const opened: Readable[] = [];
  const read = raw.read.bind(raw);
  raw.read = async (ref, range) => {
    const source = await read(ref, range);
    opened.push(source);
    return source;
  };
  const never = await store.read(sealed);
  never.destroy();
  const half = await store.read(sealed, { firstByte: 0, lastByte: 2 * FRAME_BYTES });
  for await (const _chunk of half) break;
  await expect.poll(() => opened.every(({ destroyed }) => destroyed)).toBe(true);
});
