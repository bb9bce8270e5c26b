/** The picture and the sound of a film by its index: where each sample lies, and which are whose. */
import { malformed } from "../../source/fault.ts";
import {
  type FilmIndex,
  type IndexBox,
  boxAt,
  boxesOf,
  optionalBox,
  tableOf,
} from "./index-boxes.ts";

export interface FilmTrack {
  readonly kind: "video" | "audio";
  readonly trak: IndexBox;
  readonly stbl: IndexBox;
}

/** Where samples lie, in the order of decoding. */
export interface Places {
  readonly count: number;
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
}

/** 48 hours of 60 pictures a second, or of sound. */
const MAX_SAMPLES = 12_000_000;

const KINDS: Readonly<Record<string, FilmTrack["kind"]>> = { vide: "video", soun: "audio" };

/** @throws SourceFault "malformed" for a second picture or sound. */
export function filmTracks({ moov }: FilmIndex): readonly FilmTrack[] {
  const tracks: FilmTrack[] = [];
  for (const trak of boxesOf(moov.content).filter(({ type }) => type === "trak")) {
    const kind = KINDS[boxAt(trak, "mdia", "hdlr").content.toString("latin1", 8, 12)];
    if (kind === undefined) continue;
    if (tracks.some((other) => other.kind === kind)) throw malformed(`two tracks of ${kind}`);
    tracks.push({ kind, trak, stbl: boxAt(trak, "mdia", "minf", "stbl") });
  }
  return tracks;
}

/** @throws SourceFault "malformed" where the tables contradict each other, or lead beyond `sizeBytes`. */
export function placesOf({ stbl }: FilmTrack, sizeBytes: number): Places {
  const { count, sizes } = sizesOf(boxAt(stbl, "stsz"));
  const chunks = chunkOffsets(stbl);
  const perChunk = tableOf(boxAt(stbl, "stsc"), 3);
  const offsets = new Float64Array(count);
  let sample = 0;
  let row = 0;
  for (let chunk = 0; chunk < chunks.rows; chunk += 1) {
    while (row + 1 < perChunk.rows && perChunk.at(row + 1, 0) <= chunk + 1) row += 1;
    let at = chunks.at(chunk);
    const end = sample + (perChunk.rows === 0 ? 0 : perChunk.at(row, 1));
    if (end > count) throw malformed("chunks hold more samples than there are");
    for (; sample < end; sample += 1) {
      offsets[sample] = at;
      at += sizes[sample] ?? 0;
    }
    if (at > sizeBytes) throw malformed("a sample beyond the end of the file");
  }
  if (sample !== count) throw malformed("chunks hold fewer samples than there are");
  return { count, offsets, sizes };
}

function sizesOf(stsz: IndexBox): { count: number; sizes: Uint32Array } {
  const { content } = stsz;
  if (content.byteLength < 12) throw malformed("no sizes of samples");
  const each = content.readUInt32BE(4);
  const count = content.readUInt32BE(8);
  if (count > MAX_SAMPLES) throw malformed("samples without end");
  if (each !== 0) return { count, sizes: new Uint32Array(count).fill(each) };
  const table = tableOf(stsz, 1, 8);
  const sizes = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) sizes[at] = table.at(at, 0);
  return { count, sizes };
}

function chunkOffsets(stbl: IndexBox): { rows: number; at(row: number): number } {
  const wide = optionalBox(stbl, "co64");
  if (wide === null) {
    const table = tableOf(boxAt(stbl, "stco"), 1);
    return { rows: table.rows, at: (row) => table.at(row, 0) };
  }
  const { content } = wide;
  const rows = content.byteLength < 8 ? -1 : content.readUInt32BE(4);
  if (rows * 8 !== content.byteLength - 8) throw malformed("a table of another length");
  return { rows, at: (row) => Number(content.readBigUInt64BE(8 + 8 * row)) };
}
