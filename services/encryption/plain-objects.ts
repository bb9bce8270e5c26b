/** An object store as readers see it: what lies encrypted comes out as its plaintext, by whole frames that were found right. */
import { Readable } from "node:stream";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { encryptedItem } from "../objects/object-key.ts";
import type { ByteRange, ObjectHead, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { FrameCipher } from "./frame-cipher.ts";
import { type Opening, FramedRange, decrypted } from "./frame-streams.ts";
import { Frames, HEADER_BYTES } from "./frames.ts";
import type { ItemKeys } from "./item-keys.ts";

/** Lengths and headers that are kept, so that a player's many short reads ask the store once each. Neither is secret. */
const KEPT = 1_000;

interface Layout {
  readonly frames: Frames;
  readonly header: Uint8Array;
}

type Reading = Pick<ObjectStore, "read" | "scan" | "head">;

/**
 * `read`, `scan` and `head` of `objects`, in the sizes and bytes of the plaintext. They throw as those of `objects` do, and as
 * `ItemKeys.toRead`; reading throws Refusal tampered "encryption/frame-differs". A key is asked for with each call
 * and kept nowhere: one that was destroyed opens nothing from then on.
 */
export function plainReading(objects: Reading, keys: Pick<ItemKeys, "toRead">): Reading {
  const layouts = new Map<string, Layout>();

  async function layoutOf(ref: ObjectRef): Promise<Layout> {
    const name = `${ref.key}\n${ref.versionId}`;
    const known = layouts.get(name);
    if (known !== undefined) return known;
    const { sizeBytes } = await objects.head(ref);
    const frames = Frames.within(sizeBytes);
    const head = await objects.read(ref, { firstByte: 0, lastByte: HEADER_BYTES - 1 });
    const layout = { frames, header: Buffer.concat((await head.toArray()) as Uint8Array[]) };
    const [oldest] = layouts.keys();
    if (layouts.size >= KEPT && oldest !== undefined) layouts.delete(oldest);
    layouts.set(name, layout);
    return layout;
  }

  const openingOf = async (itemId: ItemId, { key }: ObjectRef): Promise<Opening> => ({
    dataKey: await keys.toRead(itemId),
    key,
  });

  async function readRange(itemId: ItemId, ref: ObjectRef, range: ByteRange): Promise<Readable> {
    const { dataKey, key } = await openingOf(itemId, ref);
    const { frames, header } = await layoutOf(ref);
    const { firstByte, lastByte } = range;
    if (firstByte >= frames.plainBytes || lastByte < firstByte) throw badRange(frames.plainBytes);
    const framed = new FramedRange(frames, range);
    const cipher = new FrameCipher(dataKey, key, header);
    const source = await objects.read(ref, framed.stored);
    return readable(framed.decrypted(source, cipher), source);
  }

  return {
    async read(ref, range) {
      const itemId = encryptedItem(ref.key);
      if (itemId === null) return objects.read(ref, range);
      if (range !== undefined) return readRange(itemId, ref, range);
      const opening = await openingOf(itemId, ref);
      const { sizeBytes } = await objects.head(ref);
      const source = await objects.read(ref);
      return readable(decrypted(source, sizeBytes, opening), source);
    },

    async scan(ref, signal) {
      const itemId = encryptedItem(ref.key);
      if (itemId === null) return objects.scan(ref, signal);
      const opening = await openingOf(itemId, ref);
      const { sizeBytes } = await objects.head(ref);
      return decrypted(await objects.scan(ref, signal), sizeBytes, opening);
    },

    async head(ref): Promise<ObjectHead> {
      const head = await objects.head(ref);
      if (encryptedItem(ref.key) === null) return head;
      return { ...head, sizeBytes: Frames.within(head.sizeBytes).plainBytes };
    },
  };
}

/** The same as a whole store, of which everything but reading goes to `objects` as it is. */
export function plainObjects(objects: ObjectStore, keys: Pick<ItemKeys, "toRead">): ObjectStore {
  const reading = plainReading(objects, keys);
  const adopt = objects.adopt?.bind(objects);
  return {
    alias: objects.alias,
    ...reading,
    ...(adopt === undefined ? {} : { adopt }),
    put: (...given) => objects.put(...given),
    putStream: (...given) => objects.putStream(...given),
    statedChecksum: (ref) => objects.statedChecksum(ref),
    find: (key) => objects.find(key),
    under: (folder) => objects.under(folder),
    inFront: (ref) => objects.inFront(ref),
    lock: (...given) => objects.lock(...given),
    hold: (ref) => objects.hold(ref),
    release: (ref) => objects.release(ref),
    remove: (ref) => objects.remove(ref),
  };
}

/** Whoever has enough, or never begins, gives the store's stream back. */
function readable(plain: AsyncGenerator<Buffer>, source: Readable): Readable {
  const told = Readable.from(plain, { objectMode: false });
  told.once("close", () => source.destroy());
  return told;
}

const badRange = (sizeBytes: number): Refusal =>
  new Refusal("invalid", "objects/bad-range", "no byte of the object is in that range", {
    facts: { sizeBytes },
  });
