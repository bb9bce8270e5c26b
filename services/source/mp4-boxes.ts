/** Boxes of ISO 14496-12 4.2, walked by index: a box that is not inside its parent ends the walk. */
import type { Bytes } from "./bytes.ts";
import { SourceFault, malformed } from "./fault.ts";

export interface Box {
  /** Four characters, or "uuid:" and 32 hex digits. */
  readonly type: string;
  /** Where its content begins. */
  readonly at: number;
  readonly end: number;
}

/** Of one parent: what writes more boxes than this side by side writes no recording. */
const MAX_BOXES = 200_000;
/** Sizes of samples of a day and a half at 30 pictures a second. */
const MAX_CONTENT_BYTES = 16 << 20;

/** @throws SourceFault "malformed" for a box that ends beyond `parent` or before it begins. */
export async function* boxesIn(bytes: Bytes, parent: Box): AsyncGenerator<Box> {
  let at = parent.at;
  for (let count = 0; at + 8 <= parent.end; count += 1) {
    if (count === MAX_BOXES) throw new SourceFault("too-large", "boxes without end");
    const head = await bytes.read(at, 32);
    if (head.byteLength < 8) throw malformed("a box without its size");
    const short = head.readUInt32BE(0);
    let type = head.toString("latin1", 4, 8);
    let headBytes = 8;
    if (short === 1) headBytes += 8;
    const size = sizeOf(head, short, parent.end - at);
    if (type === "uuid") {
      type = `uuid:${head.toString("hex", headBytes, headBytes + 16)}`;
      headBytes += 16;
    }
    if (size < headBytes || at + size > parent.end || head.byteLength < headBytes) {
      throw malformed("a box that is not inside its parent");
    }
    yield { type, at: at + headBytes, end: at + size };
    at += size;
  }
}

/** 0 means up to the end, 1 that 64 bits follow. */
function sizeOf(head: Buffer, short: number, restBytes: number): number {
  if (short === 0) return restBytes;
  if (short !== 1) return short;
  if (head.byteLength < 16) return 0;
  const size = Number(head.readBigUInt64BE(8));
  return Number.isSafeInteger(size) ? size : Infinity;
}

export async function children(bytes: Bytes, parent: Box): Promise<readonly Box[]> {
  const boxes: Box[] = [];
  for await (const box of boxesIn(bytes, parent)) boxes.push(box);
  return boxes;
}

/** The one box of this type. @throws SourceFault "malformed" if there is none, or more: readers would differ. */
export async function childOf(bytes: Bytes, parent: Box, type: string): Promise<Box> {
  const [found, ...more] = (await children(bytes, parent)).filter((box) => box.type === type);
  if (found === undefined || more.length > 0) throw malformed(`not one box "${type}"`);
  return found;
}

export async function contentOf(bytes: Bytes, { at, end }: Box): Promise<Buffer> {
  if (end - at > MAX_CONTENT_BYTES) throw new SourceFault("too-large", "a table without end");
  const content = await bytes.read(at, end - at);
  if (content.byteLength !== end - at) throw malformed("a box beyond the end of the file");
  return content;
}
