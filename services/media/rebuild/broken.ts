/** Where the media of a recording that lost its index stand: from the content of its first "mdat" on. */
import type { Bytes } from "../../source/bytes.ts";
import { Refusal } from "../../kernel/refusal.ts";

export interface Media {
  readonly from: number;
  readonly end: number;
}

const MAX_BOXES = 10_000;
/** Of a box: what else stands there is none. */
const NAME = /^[\w ©-]{4}$/;

/** @throws Refusal invalid "media/has-index", "media/no-media". */
export async function mediaOf(bytes: Bytes): Promise<Media> {
  const { sizeBytes } = bytes;
  let from: number | null = null;
  let at = 0;
  for (let count = 0; at + 8 <= sizeBytes && count < MAX_BOXES; count += 1) {
    const head = await bytes.read(at, 16);
    const type = head.toString("latin1", 4, 8);
    const { headBytes, size } = sizeOf(head, sizeBytes - at);
    const isWhole = size >= headBytes && at + size <= sizeBytes;
    if (type === "moof" || (type === "moov" && isWhole)) throw hasIndex(type);
    if (type === "mdat") from ??= at + headBytes;
    // An index that was cut off is none; what stands before it are the media.
    if (type === "moov" && from !== null) return { from, end: at };
    if (!isWhole || !NAME.test(type)) break;
    at += size;
  }
  return upToEnd(from, sizeBytes);
}

function upToEnd(from: number | null, end: number): Media {
  if (from === null || from >= end) throw noMedia();
  return { from, end };
}

const noMedia = (): Refusal =>
  new Refusal("invalid", "media/no-media", "the file holds no media of an MP4 recording", {
    fix: "Only an MP4 or MOV whose data is there and whose index is missing can be rebuilt. Keep the file as it is.",
  });

/** A size that was never filled in stands for all that is there. */
function sizeOf(head: Buffer, leftBytes: number): { headBytes: number; size: number } {
  const short = head.readUInt32BE(0);
  if (short === 0) return { headBytes: 8, size: leftBytes };
  if (short !== 1 || head.byteLength < 16) return { headBytes: 8, size: short };
  const size = Number(head.readBigUInt64BE(8));
  return { headBytes: 16, size: size === 0 ? leftBytes : size };
}

function hasIndex(type: string): Refusal {
  return new Refusal("invalid", "media/has-index", "the recording has an index", {
    fix:
      type === "moof"
        ? "A recording in fragments plays up to where it was cut off. Nothing is to be rebuilt."
        : "Nothing is to be rebuilt: upload the recording as it is.",
  });
}
