/** The tables of a track of MP4 (ISO 14496-12 8.6, 8.7), read as far as they reach; whoever needs them whole asks for that, too. */
import { malformed } from "./fault.ts";

export interface SampleSizes {
  readonly count: number;
  /** Of each where all are alike; else null. */
  readonly each: number | null;
  readonly sizeOf: (sample: number) => number;
}

/** @throws SourceFault "malformed" where sizes are missing. */
export function sampleSizes(stsz: Buffer): SampleSizes {
  if (stsz.byteLength < 12) throw malformed("no sizes of samples");
  const [each, count] = [stsz.readUInt32BE(4), stsz.readUInt32BE(8)];
  if (each !== 0) return { count, each, sizeOf: () => each };
  if (12 + 4 * count > stsz.byteLength) throw malformed("sizes are missing");
  return { count, each: null, sizeOf: (sample) => stsz.readUInt32BE(12 + 4 * sample) };
}

/** Contents of "stsc", and of "stco" or of "co64", which is wide. */
export interface ChunkTables {
  readonly stsc: Buffer;
  readonly offsets: Buffer;
  readonly isWide: boolean;
}

/** Samples that lie behind one another: from the first up to the end, which is not one of them. */
export interface Chunk {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** None without a row of "stsc". @throws SourceFault "malformed" for more than `count` samples, and for a place in no file. */
export function* chunksIn({ stsc, offsets, isWide }: ChunkTables, count: number): Generator<Chunk> {
  const rows = rowsIn(stsc, 12);
  const chunks = rows === 0 ? 0 : rowsIn(offsets, isWide ? 8 : 4);
  let [from, row] = [0, 0];
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    while (row + 1 < rows && stsc.readUInt32BE(20 + 12 * row) <= chunk + 1) row += 1;
    const to = from + stsc.readUInt32BE(12 + 12 * row);
    if (to > count) throw malformed("chunks hold more samples than there are");
    const at = isWide
      ? Number(offsets.readBigUInt64BE(8 + 8 * chunk))
      : offsets.readUInt32BE(8 + 4 * chunk);
    if (!Number.isSafeInteger(at)) throw malformed("a number beyond any file");
    yield { at, from, to };
    from = to;
  }
}

export interface Sample {
  readonly at: number;
  readonly size: number;
}

/** In the order of decoding. @throws as `chunksIn`. */
export function* samplesIn(tables: ChunkTables, { count, sizeOf }: SampleSizes): Generator<Sample> {
  for (const { at, from, to } of chunksIn(tables, count)) {
    let next = at;
    for (let sample = from; sample < to; sample += 1) {
      const size = sizeOf(sample);
      yield { at: next, size };
      next += size;
    }
  }
}

/** Of "stts" and "ctts": so many samples, and the number that each of them has. */
export function* runsIn(table: Buffer): Generator<readonly [samples: number, each: number]> {
  for (let row = 0; row < rowsIn(table, 8); row += 1)
    yield [table.readUInt32BE(8 + 8 * row), table.readUInt32BE(12 + 8 * row)];
}

/** Of "mvhd" and "mdhd", which begin alike: units in a second. @throws SourceFault "malformed". */
export function timescaleOf(header: Buffer): number {
  const at = header[0] === 1 ? 20 : 12;
  const scale = header.byteLength < at + 4 ? 0 : header.readUInt32BE(at);
  if (scale === 0) throw malformed("no unit of time");
  return scale;
}

/** A full box of a count and so many rows, and nothing else. @throws SourceFault "malformed". */
export function requireRows(table: Buffer, rowBytes: number, headBytes = 4): void {
  const rows = table.byteLength < headBytes + 4 ? -1 : table.readUInt32BE(headBytes);
  if (rows * rowBytes !== table.byteLength - headBytes - 4)
    throw malformed("a table of another length");
}

const rowsIn = (table: Buffer, rowBytes: number): number =>
  Math.max(0, Math.floor((table.byteLength - 8) / rowBytes));
