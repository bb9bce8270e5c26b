/**
 * A wave form: lowest and highest sample of each stretch of a sound, in the layout of audiowaveform's `.dat`, version 2
 * (doc/DataFormat.md of bbc/audiowaveform; peaks.js and wavesurfer read it): six little-endian 32-bit words (2, 0 for 16 bits a value,
 * samples a second, samples a column, columns, channels), then for each column its lowest and highest sample, 16 bits each.
 */
import type { PeaksNumbers } from "./overview.ts";

export const PEAKS_HZ = 8_000;
/** A screen has no more; of a recording that is longer than these samples there is at least half of them. */
export const MOST_PEAKS = 4_096;
const HEADER_BYTES = 24;

/** Takes the sound in pieces as it comes, and never keeps more of it than the columns: two become one when there are too many. */
export class Peaks {
  readonly #low = new Int16Array(MOST_PEAKS);
  readonly #high = new Int16Array(MOST_PEAKS);
  #columns = 0;
  #samplesPerColumn = 1;
  /** Of the column that is being filled. */
  #filled = 0;
  #samples = 0;
  #loudest = 0;
  /** The first half of a sample whose second comes with the next piece. */
  #half: number | null = null;

  /** Samples of one channel, signed, 16 bits, little-endian. */
  take(bytes: Uint8Array): void {
    let at = 0;
    if (this.#half !== null && bytes.byteLength > 0) {
      this.#sample(signed(this.#half | ((bytes[0] ?? 0) << 8)));
      this.#half = null;
      at = 1;
    }
    const end = at + ((bytes.byteLength - at) & ~1);
    for (; at < end; at += 2) {
      this.#sample(signed((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)));
    }
    if (at < bytes.byteLength) this.#half = bytes[at] ?? 0;
  }

  get lengthMs(): number {
    return Math.round((this.#samples * 1_000) / PEAKS_HZ);
  }

  #sample(value: number): void {
    if (this.#columns === MOST_PEAKS) this.#joinPairs();
    const column = this.#columns;
    if (this.#filled === 0) {
      this.#low[column] = value;
      this.#high[column] = value;
    } else {
      if (value < (this.#low[column] ?? 0)) this.#low[column] = value;
      if (value > (this.#high[column] ?? 0)) this.#high[column] = value;
    }
    const size = value < 0 ? -value : value;
    if (size > this.#loudest) this.#loudest = size;
    this.#samples += 1;
    this.#filled += 1;
    if (this.#filled < this.#samplesPerColumn) return;
    this.#columns += 1;
    this.#filled = 0;
  }

  #joinPairs(): void {
    const [low, high] = [this.#low, this.#high];
    for (let to = 0; to < MOST_PEAKS / 2; to += 1) {
      const [one, two] = [2 * to, 2 * to + 1];
      low[to] = Math.min(low[one] ?? 0, low[two] ?? 0);
      high[to] = Math.max(high[one] ?? 0, high[two] ?? 0);
    }
    this.#columns = MOST_PEAKS / 2;
    this.#samplesPerColumn *= 2;
  }

  /** Null: not one sample came. */
  end(): { readonly bytes: Uint8Array; readonly numbers: PeaksNumbers } | null {
    const columns = this.#columns + (this.#filled > 0 ? 1 : 0);
    if (columns === 0) return null;
    const file = new DataView(new ArrayBuffer(HEADER_BYTES + 4 * columns));
    [2, 0, PEAKS_HZ, this.#samplesPerColumn, columns, 1].forEach((word, index) => {
      file.setInt32(4 * index, word, true);
    });
    for (let column = 0; column < columns; column += 1) {
      file.setInt16(HEADER_BYTES + 4 * column, this.#low[column] ?? 0, true);
      file.setInt16(HEADER_BYTES + 4 * column + 2, this.#high[column] ?? 0, true);
    }
    return {
      bytes: new Uint8Array(file.buffer),
      numbers: { columns, lengthMs: this.lengthMs, loudest: this.#loudest },
    };
  }
}

const signed = (word: number): number => (word << 16) >> 16;
