/** The digest by which a C2PA claim holds to a file of ISO boxes, MP4 and M4A (c2pa.hash.bmff.v3, C2PA 2.2, 18.7). */
import { createHash } from "node:crypto";

/** What every such digest leaves out; the first is where a manifest would lie (C2PA 2.2, 18.7.3). */
export const EXCLUSIONS = [
  {
    xpath: "/uuid",
    data: [{ offset: 8, value: Buffer.from("d8fec3d61b0e483c92975828877ec481", "hex") }],
  },
  { xpath: "/ftyp" },
  { xpath: "/mfra" },
] as const;

const LEFT_OUT = new Set(["ftyp", "mfra"]);
/** Length and type; with a length of 64 bits behind them. */
const SHORT_HEADER = 8;
const LONG_HEADER = 16;

/**
 * SHA-256 over each box with its place before it; null for what does not consist of boxes to its last byte, or
 * holds one of the kind `uuid`: it may have a manifest of its own. A chunk is looked at once.
 */
export async function bmffDigest(
  chunks: AsyncIterable<Uint8Array>,
  sizeBytes: number,
): Promise<Buffer | null> {
  const boxes = new Boxes(sizeBytes);
  for await (const chunk of chunks) if (!boxes.take(chunk)) return null;
  return boxes.digest();
}

class Boxes {
  readonly #hasher = createHash("sha256");
  readonly #sizeBytes: number;
  #place = 0;
  /** Of the box that is on its way. */
  #left = 0;
  #counts = false;
  #header: Buffer = Buffer.alloc(0);

  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  take(chunk: Uint8Array): boolean {
    let rest = chunk;
    while (rest.byteLength > 0) {
      if (this.#left === 0) {
        const taken = this.#takeHeader(rest);
        if (taken === null) return false;
        rest = rest.subarray(taken);
        continue;
      }
      const part = rest.subarray(0, Math.min(this.#left, rest.byteLength));
      if (this.#counts) this.#hasher.update(part);
      this.#left -= part.byteLength;
      rest = rest.subarray(part.byteLength);
    }
    return true;
  }

  digest(): Buffer | null {
    const isWhole = this.#left === 0 && this.#header.byteLength === 0;
    return isWhole && this.#place === this.#sizeBytes ? this.#hasher.digest() : null;
  }

  /** How many bytes of `bytes` it took; null for what can be no box. */
  #takeHeader(bytes: Uint8Array): number | null {
    const wanted = this.#wanted() - this.#header.byteLength;
    const taken = Math.min(wanted, bytes.byteLength);
    this.#header = Buffer.concat([this.#header, bytes.subarray(0, taken)]);
    if (this.#header.byteLength < this.#wanted()) return taken;
    return this.#begin() ? taken : null;
  }

  #wanted(): number {
    const isLong = this.#header.byteLength >= SHORT_HEADER && this.#header.readUInt32BE(0) === 1;
    return isLong ? LONG_HEADER : SHORT_HEADER;
  }

  #begin(): boolean {
    const header = this.#header;
    const type = header.toString("latin1", 4, SHORT_HEADER);
    const stated = header.readUInt32BE(0);
    const toTheEnd = this.#sizeBytes - this.#place;
    // A length of 0 leads to the end of the file (ISO/IEC 14496-12 4.2).
    const long = stated === 1 ? Number(header.readBigUInt64BE(SHORT_HEADER)) : stated;
    const size = stated === 0 ? toTheEnd : long;
    if (type === "uuid" || size < header.byteLength || size > toTheEnd) return false;
    this.#counts = !LEFT_OUT.has(type);
    if (this.#counts) this.#hasher.update(placeBytes(this.#place)).update(header);
    this.#place += size;
    this.#left = size - header.byteLength;
    this.#header = Buffer.alloc(0);
    return true;
  }
}

function placeBytes(place: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(place));
  return bytes;
}
