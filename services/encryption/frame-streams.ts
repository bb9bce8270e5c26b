/** Streams through the frames of an encrypted object; memory holds one frame, and no plaintext leaves before its tag was found right. */
import type { KeyObject } from "node:crypto";
import { Refusal } from "../kernel/refusal.ts";
import type { ObjectKey } from "../objects/object-key.ts";
import type { ByteRange } from "../objects/object-store.ts";
import { FrameCipher, newHeader } from "./frame-cipher.ts";
import { FRAME_BYTES, Frames, HEADER_BYTES, TAG_BYTES, frameDiffers } from "./frames.ts";
import { regroup } from "./regroup.ts";

/** An object of this item's data key. */
export interface Opening {
  readonly dataKey: KeyObject;
  readonly key: ObjectKey;
}

/**
 * The encrypted object of `plainBytes` bytes of `source`; another salt each time.
 * @throws Refusal tampered "encryption/source-differs" if `source` has more or fewer.
 */
export async function* encrypted(
  source: AsyncIterable<Uint8Array>,
  plainBytes: number,
  { dataKey, key }: Opening,
): AsyncGenerator<Buffer, void, undefined> {
  const frames = new Frames(plainBytes);
  const header = newHeader();
  const cipher = new FrameCipher(dataKey, key, header);
  yield header;
  let at = 0;
  for await (const plain of regroup(source, sizes(frames), sourceDiffers)) {
    yield* cipher.seal(at, frames.isLast(at), plain);
    at += 1;
  }
}

function* sizes(frames: Frames, from = 0, to = frames.count - 1, more = 0): Iterable<number> {
  for (let at = from; at <= to; at += 1) yield frames.sizeOf(at) + more;
}

/** The plaintext of `source`, all of an encrypted object of `sizeBytes`. @throws Refusal tampered "encryption/frame-differs". */
export async function* decrypted(
  source: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  { dataKey, key }: Opening,
): AsyncGenerator<Buffer, void, undefined> {
  const frames = Frames.within(sizeBytes);
  function* layout(): Iterable<number> {
    yield HEADER_BYTES;
    yield* sizes(frames, 0, frames.count - 1, TAG_BYTES);
  }
  let cipher: FrameCipher | null = null;
  let at = 0;
  for await (const piece of regroup(source, layout(), frameDiffers)) {
    if (cipher === null) {
      cipher = new FrameCipher(dataKey, key, piece);
      continue;
    }
    yield cipher.open(at, frames.isLast(at), piece);
    at += 1;
  }
}

/** Where the bytes of a stretch of the plaintext lie: the frames they are in. */
export class FramedRange {
  /** Of the object. */
  readonly stored: ByteRange;
  readonly #frames: Frames;
  readonly #from: number;
  readonly #to: number;
  readonly #range: ByteRange;

  /** `range` begins within the plaintext; what it names beyond its end is not there. */
  constructor(frames: Frames, range: ByteRange) {
    const lastByte = Math.min(range.lastByte, frames.plainBytes - 1);
    this.#frames = frames;
    this.#range = { firstByte: range.firstByte, lastByte };
    this.#from = Math.floor(range.firstByte / FRAME_BYTES);
    this.#to = Math.floor(lastByte / FRAME_BYTES);
    const end = frames.placeOf(this.#to) + frames.sizeOf(this.#to) + TAG_BYTES;
    this.stored = { firstByte: frames.placeOf(this.#from), lastByte: end - 1 };
  }

  /** The stretch, from `source`, which gives what is `stored`. @throws Refusal tampered "encryption/frame-differs". */
  async *decrypted(
    source: AsyncIterable<Uint8Array>,
    cipher: FrameCipher,
  ): AsyncGenerator<Buffer, void, undefined> {
    const { firstByte, lastByte } = this.#range;
    const framed = sizes(this.#frames, this.#from, this.#to, TAG_BYTES);
    let at = this.#from;
    for await (const piece of regroup(source, framed, frameDiffers)) {
      const begin = at * FRAME_BYTES;
      const plain = cipher.open(at, this.#frames.isLast(at), piece);
      yield plain.subarray(Math.max(0, firstByte - begin), lastByte + 1 - begin);
      at += 1;
    }
  }
}

const sourceDiffers = (): Refusal =>
  new Refusal(
    "tampered",
    "encryption/source-differs",
    "what is encrypted is not as long as it was",
    {
      fix: "The store gives other bytes than were received; have it checked.",
    },
  );
