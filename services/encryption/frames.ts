/** The layout of an encrypted object: a header with a salt, then frames of 1 MiB, each with a tag of its own. Pure. */
import { Refusal } from "../kernel/refusal.ts";

/** What a manifest calls it; another layout gets another name. */
export const SCHEME = "holdfast/aes-256-gcm-frames/v1";
/** Plaintext of a frame; the last one may be shorter, and is empty in an object of no bytes. */
export const FRAME_BYTES = 1 << 20;
export const TAG_BYTES = 16;
export const SALT_BYTES = 32;
/** So that whoever finds the file knows what it is. */
export const MARK = Buffer.from(`${SCHEME}\n`);
export const HEADER_BYTES = MARK.byteLength + SALT_BYTES;

const frameCount = (plainBytes: number): number => Math.max(1, Math.ceil(plainBytes / FRAME_BYTES));

/** How many bytes `plainBytes` take when they are encrypted. */
export const encryptedBytes = (plainBytes: number): number =>
  HEADER_BYTES + plainBytes + TAG_BYTES * frameCount(plainBytes);

/** How the frames of an object lie, by its plaintext. */
export class Frames {
  readonly plainBytes: number;
  readonly count: number;

  constructor(plainBytes: number) {
    this.plainBytes = plainBytes;
    this.count = frameCount(plainBytes);
  }

  /** Of an object of `sizeBytes`. @throws Refusal tampered "encryption/frame-differs" if none is as long. */
  static within(sizeBytes: number): Frames {
    const framed = sizeBytes - HEADER_BYTES;
    const count = Math.ceil(framed / (FRAME_BYTES + TAG_BYTES));
    const frames = new Frames(framed - count * TAG_BYTES);
    if (count < 1 || frames.plainBytes < 0 || encryptedBytes(frames.plainBytes) !== sizeBytes) {
      throw frameDiffers();
    }
    return frames;
  }

  /** Plaintext bytes of frame `at`, from 0. */
  sizeOf(at: number): number {
    return Math.min(FRAME_BYTES, this.plainBytes - at * FRAME_BYTES);
  }

  /** Where frame `at` begins in the object. */
  placeOf(at: number): number {
    return HEADER_BYTES + at * (FRAME_BYTES + TAG_BYTES);
  }

  isLast(at: number): boolean {
    return at === this.count - 1;
  }
}

export const frameDiffers = (cause?: unknown): Refusal =>
  new Refusal(
    "tampered",
    "encryption/frame-differs",
    "the encrypted object is not what was written",
    {
      fix: "Verify the item: its audit compares the object with the signed digest, without a key.",
      cause,
    },
  );
