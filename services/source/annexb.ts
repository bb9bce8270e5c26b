/** NAL units of a raw stream with start codes (H.264 and H.265, annex B), one after the other, in flat memory. */
import { readAhead, type Bytes } from "./bytes.ts";
import { SourceFault } from "./fault.ts";
import { type Nal, type VideoCoding, nalOf } from "./nal.ts";

/** A picture of 40 megapixels, hardly compressed. */
export const MAX_NAL_BYTES = 32 << 20;
const STEP_BYTES = 256 << 10;
const START = Buffer.from([0, 0, 1]);

/** The coding of a raw stream, from its first unit: a parameter set or a delimiter; null if it is none. */
export async function rawCoding(bytes: Bytes): Promise<VideoCoding | null> {
  const head = await bytes.read(0, 6);
  const at = head.indexOf(START);
  if (at < 0 || at > 1 || (at === 1 && head[0] !== 0)) return null;
  const [first = 0, second = 0] = head.subarray(at + 3);
  if ((first & 0x80) === 0 && second === 1 && [32, 33, 35].includes(first >> 1)) return "h265";
  return (first & 0x80) === 0 && [7, 9].includes(first & 0x1f) ? "h264" : null;
}

/** @throws SourceFault "too-large" for a unit that is longer than any picture. */
export async function* rawNals(bytes: Bytes, coding: VideoCoding): AsyncGenerator<Nal> {
  for await (const unit of splitUnits(chunks(readAhead(bytes)))) {
    const nal = nalOf(coding, unit);
    if (nal !== null) yield nal;
  }
}

async function* chunks(bytes: Bytes): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.sizeBytes; at += STEP_BYTES) yield await bytes.read(at, STEP_BYTES);
}

/** The units between start codes, with the zeros that may follow them; what stands before the first is none. */
export async function* splitUnits(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of stream) {
    // Only what is new is searched, and the two bytes before it.
    let search = Math.max(0, held.byteLength - 2);
    held = Buffer.concat([held, chunk]);
    let unitAt = 0;
    for (let next; (next = held.indexOf(START, search)) >= 0; search = unitAt) {
      if (begun) yield held.subarray(unitAt, next);
      begun = true;
      unitAt = next + START.byteLength;
    }
    held = held.subarray(begun ? unitAt : Math.max(0, held.byteLength - 2));
    if (held.byteLength > MAX_NAL_BYTES) {
      throw new SourceFault("too-large", "a unit without an end");
    }
  }
  if (begun) yield held;
}
