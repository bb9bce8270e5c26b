/** Where the samples of any track of a sound clip lie (ISO 14496-12 8.7), one after the other as its tables have them. */
import type { Bytes } from "../../source/bytes.ts";
import { malformed } from "../../source/fault.ts";
import { type Box, contentOf } from "../../source/mp4-boxes.ts";

export interface Stretch {
  readonly at: number;
  readonly size: number;
}

export interface Tables {
  /** Of each sample where all are alike; else null. */
  readonly sampleBytes: number | null;
  /** Samples; those that are all alike only as stretches. */
  samples(): Iterable<Stretch>;
  /** What stands in one piece. */
  stretches(): Iterable<Stretch>;
}

/** @throws SourceFault "malformed" where the tables contradict each other, then or while they are read. */
export async function sampleTables(bytes: Bytes, stbl: readonly Box[]): Promise<Tables> {
  const content = async (...types: string[]): Promise<Buffer> => {
    const [box, ...more] = stbl.filter(({ type }) => types.includes(type));
    if (box === undefined || more.length > 0) throw malformed(`not one of ${types.join(", ")}`);
    return contentOf(bytes, box);
  };
  const stsz = await content("stsz");
  const stsc = await content("stsc");
  const width = stbl.some(({ type }) => type === "co64") ? 8 : 4;
  const offsets = await content("stco", "co64");
  if (stsz.byteLength < 12 || stsc.byteLength < 8 || offsets.byteLength < 8) {
    throw malformed("a table without its head");
  }
  const sampleBytes = stsz.readUInt32BE(4) === 0 ? null : stsz.readUInt32BE(4);
  const count = stsz.readUInt32BE(8);
  const rows = (stsc.byteLength - 8) / 12;
  if (sampleBytes === null && 12 + 4 * count > stsz.byteLength)
    throw malformed("sizes are missing");
  const sizeOf = (sample: number): number => sampleBytes ?? stsz.readUInt32BE(12 + 4 * sample);
  const offsetOf = (chunk: number): number =>
    width === 4
      ? offsets.readUInt32BE(8 + 4 * chunk)
      : Number(offsets.readBigUInt64BE(8 + 8 * chunk));
  function* chunks(): Generator<{ at: number; from: number; to: number }> {
    let [sample, row] = [0, 0];
    for (let chunk = 0; chunk < (offsets.byteLength - 8) / width && rows >= 1; chunk += 1) {
      while (row + 1 < rows && stsc.readUInt32BE(8 + 12 * (row + 1)) <= chunk + 1) row += 1;
      const to = sample + stsc.readUInt32BE(8 + 12 * row + 4);
      if (to > count) throw malformed("chunks hold more samples than there are");
      yield { at: offsetOf(chunk), from: sample, to };
      sample = to;
    }
  }
  function* samples(): Generator<Stretch> {
    for (const { at, from, to } of chunks()) {
      let next = at;
      for (let sample = from; sample < to; sample += 1) {
        const size = sizeOf(sample);
        yield { at: next, size };
        next += size;
      }
    }
  }
  function* stretches(): Generator<Stretch> {
    for (const { at, from, to } of chunks()) {
      let size = sampleBytes === null ? 0 : sampleBytes * (to - from);
      if (sampleBytes === null) for (let each = from; each < to; each += 1) size += sizeOf(each);
      yield { at, size };
    }
  }
  return { sampleBytes, samples: sampleBytes === null ? samples : stretches, stretches };
}
