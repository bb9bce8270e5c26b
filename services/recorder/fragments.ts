/** Cuts what a remuxer writes into its initialisation and its fragments (ISO 14496-12), as it comes. */
import { Refusal } from "../kernel/refusal.ts";
import { type TimedTrack, mp4Times, startsWithKey, timedTrack } from "../live/mp4-look.ts";

export interface Fragment {
  readonly bytes: Buffer;
  /** Its first picture needs none before it; true where there are no pictures. */
  readonly isKey: boolean;
  readonly durationMs: number;
}

export type Piece =
  | { readonly kind: "init"; readonly bytes: Buffer }
  | ({ readonly kind: "fragment" } & Fragment);

/** Half a second at any rate that a camera has; more is no recording. */
const MOST_BYTES = 64 << 20;

/** What a remuxer writes beside one another. */
const BOXES = new Set("ftyp moov styp sidx moof mdat prft emsg free skip wide uuid".split(" "));

export class FragmentReader {
  #rest: readonly Buffer[] = [];
  #bytes = 0;
  #track: TimedTrack | null = null;
  #isBegun = false;

  /** @throws Refusal invalid "recorder/no-fragments". */
  push(chunk: Buffer): readonly Piece[] {
    this.#rest = [...this.#rest, chunk];
    this.#bytes += chunk.byteLength;
    if (this.#bytes > MOST_BYTES) throw noFragments();
    const pieces: Piece[] = [];
    for (let piece = this.#next(); piece !== null; piece = this.#next()) pieces.push(piece);
    return pieces;
  }

  /** Bytes of a piece that did not come whole. */
  rest(): Buffer {
    return Buffer.concat(this.#rest);
  }

  #next(): Piece | null {
    // Only what ends with the awaited box is joined: chunks stay as they are until then.
    const end = this.#endOf(this.#isBegun ? "mdat" : "moov");
    if (end === null) return null;
    const [only, ...others] = this.#rest;
    const all = only !== undefined && others.length === 0 ? only : Buffer.concat(this.#rest);
    const bytes = all.subarray(0, end);
    this.#rest = end === all.byteLength ? [] : [all.subarray(end)];
    this.#bytes = all.byteLength - end;
    if (!this.#isBegun) {
      this.#isBegun = true;
      this.#track = timedTrack(bytes);
      return { kind: "init", bytes };
    }
    const times = this.#track === null ? null : mp4Times(bytes, this.#track);
    const durationMs = times === null ? 0 : times.toMs - times.fromMs;
    const isKey = this.#track === null || startsWithKey(bytes, this.#track);
    return { kind: "fragment", bytes, isKey, durationMs };
  }

  /** Where the first box of this type ends, if it is here whole. */
  #endOf(wanted: "moov" | "mdat"): number | null {
    let at = 0;
    while (at + 8 <= this.#bytes) {
      const head = this.#peek(at, 8);
      const type = head.toString("latin1", 4, 8);
      const size = head.readUInt32BE(0);
      // A remuxer of fragments writes no box of 4 GiB (size 1) and none without an end (0).
      if (size < 8 || size > MOST_BYTES || !BOXES.has(type)) throw noFragments();
      at += size;
      if (type === wanted) return at <= this.#bytes ? at : null;
    }
    return null;
  }

  #peek(at: number, length: number): Buffer {
    let skip = at;
    const parts: Buffer[] = [];
    let missing = length;
    for (const chunk of this.#rest) {
      if (skip >= chunk.byteLength) skip -= chunk.byteLength;
      else {
        const part = chunk.subarray(skip, skip + missing);
        parts.push(part);
        missing -= part.byteLength;
        skip = 0;
      }
      if (missing === 0) break;
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }
}

const noFragments = (): Refusal =>
  new Refusal("invalid", "recorder/no-fragments", "what was written is no file in fragments");
