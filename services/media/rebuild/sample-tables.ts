/** Where the samples of any track of a sound clip lie (ISO 14496-12 8.7), one after the other as its tables have them. */
import type { Bytes } from "../../source/bytes.ts";
import { malformed } from "../../source/fault.ts";
import { type Box, contentOf } from "../../source/mp4-boxes.ts";
import { type Sample, chunksIn, sampleSizes, samplesIn } from "../../source/mp4-tables.ts";

/** One sample, or samples in one piece. */
export type Stretch = Sample;

export interface Tables {
  /** Of each sample where all are alike; else null. */
  readonly sampleBytes: number | null;
  /** Samples; those that are all alike only as stretches. */
  readonly samples: () => Iterable<Stretch>;
  /** What stands in one piece. */
  readonly stretches: () => Iterable<Stretch>;
}

/** @throws SourceFault "malformed" where the tables contradict each other, then or while they are read. */
export async function sampleTables(bytes: Bytes, stbl: readonly Box[]): Promise<Tables> {
  const content = async (...types: string[]): Promise<Buffer> => {
    const [box, ...more] = stbl.filter(({ type }) => types.includes(type));
    if (box === undefined || more.length > 0) throw malformed(`not one of ${types.join(", ")}`);
    return contentOf(bytes, box);
  };
  const sizes = sampleSizes(await content("stsz"));
  const { count, each, sizeOf } = sizes;
  const isWide = stbl.some(({ type }) => type === "co64");
  const [stsc, offsets] = [await content("stsc"), await content("stco", "co64")];
  if (stsc.byteLength < 8 || offsets.byteLength < 8) throw malformed("a table without its head");
  const tables = { stsc, offsets, isWide };
  const samples = () => samplesIn(tables, sizes);
  function* stretches(): Generator<Stretch> {
    for (const { at, from, to } of chunksIn(tables, count)) {
      let size = each === null ? 0 : each * (to - from);
      if (each === null) for (let sample = from; sample < to; sample += 1) size += sizeOf(sample);
      yield { at, size };
    }
  }
  return { sampleBytes: each, samples: each === null ? samples : stretches, stretches };
}
