/**
 * A stored film as a file in fragments: heads that are made from its index, and between them the bytes it has. One file
 * of which every part can be asked for, and none of it is stored a second time.
 */
import type { ByteRange } from "../../objects/object-store.ts";
import type { Bytes } from "../../source/bytes.ts";
import { malformed } from "../../source/fault.ts";
import { timescaleOf } from "../../source/mp4-tables.ts";
import { MOST_LISTED, beginningOf, directoryOf, headBytesOf, headOf } from "./fragment-boxes.ts";
import { type Fragment, type TimedTrack, fragmentsOf, pictureOf } from "./fragments.ts";
import { filmTracks, placesOf } from "./film-tracks.ts";
import { type FilmIndex, boxAt, readFilmIndex } from "./index-boxes.ts";
import { timesOf } from "./sample-times.ts";

/** Bytes that are made when they are wanted, or bytes of the stored film. */
export type Piece = { readonly made: () => Buffer } | { readonly stored: ByteRange };

export interface Part {
  /** Where it begins in the file in fragments. */
  readonly at: number;
  readonly bytes: number;
  readonly seconds: number;
}

interface Placed {
  readonly at: number;
  readonly piece: Piece;
  readonly bytes: number;
}

/** Of a sample, in tables. */
const SAMPLE_BYTES = 24;

export class FragmentedFilm {
  readonly sizeBytes: number;
  /** What players need before any part. */
  readonly beginningBytes: number;
  readonly parts: readonly Part[];
  /** Held here for as long as it is known. */
  readonly heldBytes: number;
  readonly #placed: readonly Placed[];

  constructor(index: FilmIndex, tracks: readonly TimedTrack[], fragments: readonly Fragment[]) {
    const heads = fragments.map(headBytesOf);
    const lengths = fragments.map(({ fromByte, toByte, seconds }, place) => {
      return { bytes: (heads[place] ?? 0) + toByte - fromByte, seconds };
    });
    const beginning = beginningOf(index, tracks);
    const directory = directoryOf(lengths, pictureOf(tracks));
    const placed: Placed[] = [];
    const parts: Part[] = [];
    let at = 0;
    const put = (piece: Piece, bytes: number): void => {
      placed.push({ at, piece, bytes });
      at += bytes;
    };
    put({ made: () => beginning }, beginning.byteLength);
    put({ made: () => directory }, directory.byteLength);
    for (const [place, fragment] of fragments.entries()) {
      const { bytes, seconds } = lengths[place] ?? { bytes: 0, seconds: 0 };
      const { fromByte, toByte } = fragment;
      parts.push({ at, bytes, seconds });
      put({ made: () => headOf(fragment, place + 1) }, heads[place] ?? 0);
      put({ stored: { firstByte: fromByte, lastByte: toByte - 1 } }, toByte - fromByte);
    }
    const samples = tracks.reduce((sum, { places }) => sum + places.count, 0);
    this.sizeBytes = at;
    this.beginningBytes = beginning.byteLength;
    this.parts = parts;
    this.heldBytes = beginning.byteLength + directory.byteLength + SAMPLE_BYTES * samples;
    this.#placed = placed;
  }

  /** What `range` of it consists of, in order. */
  pieces({ firstByte, lastByte }: ByteRange): readonly Piece[] {
    const found: Piece[] = [];
    for (let place = this.#placeOf(firstByte); place < this.#placed.length; place += 1) {
      const placed = this.#placed[place];
      if (placed === undefined || placed.at > lastByte) break;
      const { at, piece, bytes } = placed;
      const from = Math.max(0, firstByte - at);
      const to = Math.min(bytes, lastByte + 1 - at);
      if (to <= from) continue;
      if ("made" in piece) found.push({ made: () => piece.made().subarray(from, to) });
      else {
        const first = piece.stored.firstByte;
        found.push({ stored: { firstByte: first + from, lastByte: first + to - 1 } });
      }
    }
    return found;
  }

  /** The last that begins at `byte` or before. */
  #placeOf(byte: number): number {
    let [low, high] = [0, this.#placed.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#placed[middle]?.at ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Lets others have their turn meanwhile: a film of a day has millions of samples. @throws SourceFault. */
export async function fragmentedFilm(bytes: Bytes): Promise<FragmentedFilm> {
  const index = await readFilmIndex(bytes);
  const movieTimescale = timescaleOf(boxAt(index.moov, "mvhd").content);
  const tracks: TimedTrack[] = [];
  for (const track of filmTracks(index)) {
    const places = placesOf(track, bytes.sizeBytes);
    await turn();
    const times = timesOf(track, places.count, movieTimescale);
    tracks.push({ kind: track.kind, trak: track.trak, places, times });
    await turn();
  }
  const fragments = fragmentsOf(tracks, bytes.sizeBytes);
  if (fragments.length > MOST_LISTED) throw malformed("fragments without end");
  return new FragmentedFilm(index, tracks, fragments);
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
