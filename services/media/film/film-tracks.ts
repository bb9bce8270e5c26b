/** The picture and the sound of a film by its index: where each sample lies, and which are whose. */
import { malformed } from "../../source/fault.ts";
import { chunksIn, requireRows, sampleSizes } from "../../source/mp4-tables.ts";
import { type FilmIndex, type IndexBox, boxAt, boxesOf, optionalBox } from "./index-boxes.ts";

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

/** @throws SourceFault "malformed" where the tables are not whole, contradict each other, or lead beyond `sizeBytes`. */
export function placesOf({ stbl }: FilmTrack, sizeBytes: number): Places {
  const stsz = boxAt(stbl, "stsz").content;
  const { count, each, sizeOf } = sampleSizes(stsz);
  if (count > MAX_SAMPLES) throw malformed("samples without end");
  if (each === null) requireRows(stsz, 4, 8);
  const wide = optionalBox(stbl, "co64");
  const isWide = wide !== null;
  const stsc = boxAt(stbl, "stsc").content;
  const chunks = (wide ?? boxAt(stbl, "stco")).content;
  requireRows(stsc, 12);
  requireRows(chunks, isWide ? 8 : 4);
  const offsets = new Float64Array(count);
  const sizes = new Uint32Array(count);
  let placed = 0;
  for (const { at, from, to } of chunksIn({ stsc, offsets: chunks, isWide }, count)) {
    let next = at;
    for (let sample = from; sample < to; sample += 1) {
      const size = sizeOf(sample);
      offsets[sample] = next;
      sizes[sample] = size;
      next += size;
    }
    if (next > sizeBytes) throw malformed("a sample beyond the end of the file");
    placed = to;
  }
  if (placed !== count) throw malformed("chunks hold fewer samples than there are");
  return { count, offsets, sizes };
}
