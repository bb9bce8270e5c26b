/** Samples that were found, in flat memory: where each stands, how long it is, and of pictures when each is shown. */
import { SourceFault } from "../../source/fault.ts";
import type { Slice } from "./picture-units.ts";

/** Of one track: two days of sound at 48 kHz. */
export const MAX_SAMPLES = 9_000_000;

export class Samples {
  count = 0;
  bytes = 0;
  #at = new Float64Array(1_024);
  #size = new Uint32Array(1_024);

  add(at: number, size: number): void {
    if (this.count === MAX_SAMPLES) throw new SourceFault("too-large", "samples without end");
    if (this.count === this.#at.length) {
      this.#at = grown(this.#at, new Float64Array(2 * this.count));
      this.#size = grown(this.#size, new Uint32Array(2 * this.count));
    }
    this.#at[this.count] = at;
    this.#size[this.count] = size;
    this.count += 1;
    this.bytes += size;
  }

  at(sample: number): number {
    return this.#at[sample] ?? 0;
  }

  size(sample: number): number {
    return this.#size[sample] ?? 0;
  }

  end(sample: number): number {
    return this.at(sample) + this.size(sample);
  }
}

const grown = <A extends Float64Array | Uint32Array>(from: A, to: A): A => {
  to.set(from);
  return to;
};

export class PictureSamples extends Samples {
  readonly keys: number[] = [];
  /** Grows with the time of showing, across sequences. */
  #shown = new Float64Array(1_024);
  #base = 0;
  #high = 0;
  #low = 0;
  #most = -1;
  #isOrdered = true;

  addPicture(at: number, size: number, { isKey, shownAt }: Slice): void {
    if (isKey) this.keys.push(this.count);
    const shown = shownAt === null ? null : this.#whole(shownAt);
    if (shown === null) this.#isOrdered = false;
    if (this.count === this.#shown.length) {
      this.#shown = grown(this.#shown, new Float64Array(2 * this.count));
    }
    this.#shown[this.count] = shown ?? 0;
    this.add(at, size);
  }

  /** The count of H.264 8.2.1.1 and H.265 8.3.1, going on where a new one begins. */
  #whole({ restarts, lowBits, bits, isBase }: NonNullable<Slice["shownAt"]>): number {
    if (restarts) {
      this.#base = this.#most + 1;
      [this.#high, this.#low] = [0, 0];
    }
    const span = 2 ** bits;
    const step = lowBits - this.#low;
    const high = this.#high + (step <= -span / 2 ? span : step > span / 2 ? -span : 0);
    if (isBase) [this.#high, this.#low] = [high, lowBits];
    // Leading pictures of a sequence count below it; none counts so far below.
    const shown = this.#base + LEAD + high + lowBits;
    this.#most = Math.max(this.#most, shown);
    return shown;
  }

  /** The place of each in the order of showing; null where that is the order of decoding, or is not known. */
  shownOrder(): Uint32Array | null {
    if (!this.#isOrdered) return null;
    const order = Uint32Array.from({ length: this.count }, (_, sample) => sample);
    order.sort((one, other) => (this.#shown[one] ?? 0) - (this.#shown[other] ?? 0) || one - other);
    const places = new Uint32Array(this.count);
    order.forEach((sample, place) => (places[sample] = place));
    return places;
  }
}

const LEAD = 1 << 16;
