/** Tables of samples: whatever lies anywhere is found there again, strictly or not; what contradicts itself is malformed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { filmTracks, placesOf } from "../../../services/media/film/film-tracks.ts";
import { sampleTables } from "../../../services/media/rebuild/sample-tables.ts";
import type { Bytes } from "../../../services/source/bytes.ts";
import { SourceFault } from "../../../services/source/fault.ts";
import { children } from "../../../services/source/mp4-boxes.ts";
import { runsIn } from "../../../services/source/mp4-tables.ts";
import { box, u32 } from "../../fixtures/small-film.ts";

interface Layout {
  /** Sizes of the samples of each chunk. */
  readonly chunks: readonly (readonly number[])[];
  /** Bytes of others before each chunk. */
  readonly gaps: readonly number[];
  readonly isWide: boolean;
  readonly sameSize: number | null;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  chunks: fc.array(fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 30,
  }),
  gaps: fc.array(fc.integer({ min: 0, max: 0x3fff_ffff }), { minLength: 30, maxLength: 30 }),
  isWide: fc.boolean(),
  sameSize: fc.option(fc.integer({ min: 1, max: 9_000 })),
});

/** Where each sample lies, and the tables that say so: runs of equal chunks in one row, or each in its own. */
function laidOut({ chunks, gaps, isWide, sameSize }: Layout) {
  const places: { at: number; size: number }[] = [];
  const offsets: number[] = [];
  const rows: number[] = [];
  let [at, last] = [0, 0];
  for (const [place, chunk] of chunks.entries()) {
    // Places of 32 bits reach no further.
    at += isWide ? (gaps[place] ?? 0) : (gaps[place] ?? 0) & 0x00ff_ffff;
    offsets.push(at);
    if (chunk.length !== last) rows.push(place + 1, chunk.length, 1);
    last = chunk.length;
    for (const each of chunk) {
      const size = sameSize ?? each;
      places.push({ at, size });
      at += size;
    }
  }
  const sizes = sameSize === null ? places.map(({ size }) => size) : [];
  const wide = offsets.map((offset) => u32(Math.floor(offset / 2 ** 32), offset % 2 ** 32));
  const tables = {
    stsz: box("stsz", u32(0, sameSize ?? 0, places.length, ...sizes)),
    stsc: box("stsc", u32(0, rows.length / 3, ...rows)),
    offsets: isWide
      ? box("co64", u32(0, offsets.length), ...wide)
      : box("stco", u32(0, offsets.length, ...offsets)),
  };
  return { places, tables, end: at };
}

const boxed = (type: string, whole: Buffer) => ({ type, whole, content: whole.subarray(8) });

function strictly({ tables, end }: ReturnType<typeof laidOut>) {
  const stbl = box("stbl", ...Object.values(tables));
  const hdlr = box("hdlr", u32(0, 0), Buffer.from("vide"));
  const trak = box("trak", box("mdia", hdlr, box("minf", stbl)));
  const [track] = filmTracks({ moov: boxed("moov", box("moov", trak)), ftyp: Buffer.alloc(0) });
  if (track === undefined) throw new Error("the film has a track");
  return placesOf(track, end);
}

function inMemory(buffer: Buffer): Bytes {
  const read = async (at: number, length: number) => buffer.subarray(at, at + length);
  return { sizeBytes: buffer.byteLength, read };
}

async function pieceByPiece({ tables }: ReturnType<typeof laidOut>) {
  const bytes = inMemory(Buffer.concat(Object.values(tables)));
  const file = { type: "", at: 0, end: bytes.sizeBytes };
  return sampleTables(bytes, await children(bytes, file));
}

test("samples are found where they lie, however the tables tell it", async () => {
  await fc.assert(
    fc.asyncProperty(layouts, async (layout) => {
      const laid = laidOut(layout);
      const { count, offsets, sizes } = strictly(laid);
      const found = Array.from({ length: count }, (_, at) => ({
        at: offsets[at],
        size: sizes[at],
      }));
      expect(found).toEqual(laid.places);
      const { samples, stretches, sampleBytes } = await pieceByPiece(laid);
      if (sampleBytes === null) expect([...samples()]).toEqual(laid.places);
      const whole = [...stretches()].reduce((sum, { size }) => sum + size, 0);
      expect(whole).toBe(laid.places.reduce((sum, { size }) => sum + size, 0));
    }),
  );
});

test("any number of the tables that is another makes other places or is malformed, and nothing else", async () => {
  const malformed = async (work: () => unknown): Promise<void> => {
    try {
      await work();
    } catch (error) {
      expect(error).toBeInstanceOf(SourceFault);
    }
  };
  await fc.assert(
    fc.asyncProperty(
      layouts,
      fc.constantFrom("stsz", "stsc", "offsets"),
      fc.nat(),
      fc.integer({ min: 0, max: 0xffff_ffff }),
      async (layout, name, place, value) => {
        const laid = laidOut(layout);
        const table = laid.tables[name];
        table.writeUInt32BE(value, 8 + 4 * (place % ((table.byteLength - 8) / 4)));
        await malformed(() => strictly(laid));
        await malformed(async () => {
          const { samples, stretches } = await pieceByPiece(laid);
          for (const list of [samples(), stretches()]) for (const each of list) void each;
        });
      },
    ),
  );
});

test("a table that is cut is malformed where it must be whole, and read as far as it reaches elsewhere", async () => {
  const laid = laidOut({ chunks: [[1, 2], [3]], gaps: [5, 5], isWide: false, sameSize: null });
  const cut = laid.tables.offsets.subarray(0, -4);
  cut.writeUInt32BE(cut.byteLength, 0);
  const shorter = { ...laid, tables: { ...laid.tables, offsets: cut } };
  expect(() => strictly(shorter)).toThrow(SourceFault);
  const { samples } = await pieceByPiece(shorter);
  expect([...samples()]).toEqual(laid.places.slice(0, 2));
  expect([...runsIn(Buffer.concat([u32(0, 2, 7, 9, 1), Buffer.alloc(2)]))]).toEqual([[7, 9]]);
});
