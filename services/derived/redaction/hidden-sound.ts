/** Listens to every sample of a sound that was made: silence where it is to be, and no voice of before where it is to be another. Pure. */
import { stillThere } from "./hidden-picture.ts";
import { RATE_HZ, type Samples } from "./sound-plan.ts";

/** How alike two sounds may be that are not the same, at no shift in time: chosen, half of what equal ones have. */
const MOST_ALIKE = 0.5;
/** Of a shorter one nothing can be said of its likeness. */
const LEAST_SAMPLES = RATE_HZ / 10;
/** Below it there is nothing to be alike (one step of 16 bits, squared). */
const LEAST_POWER = 4;

/** Samples of 16 bits, those of all channels beside one another, in pieces of any length. */
export class HiddenSound {
  readonly #channels: number;
  readonly #dead: readonly Samples[];
  #rest: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(channels: number, dead: readonly Samples[]) {
    this.#channels = channels;
    this.#dead = dead;
  }

  get samples(): number {
    return this.#at;
  }

  /** @throws Refusal invalid "derived/still-there". */
  hear(piece: Buffer): void {
    const bytes = this.#rest.byteLength === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const each = 2 * this.#channels;
    const count = Math.floor(bytes.byteLength / each);
    for (const { from, to } of this.#dead) {
      const first = Math.max(from, this.#at) - this.#at;
      const end = Math.min(to ?? Infinity, this.#at + count) - this.#at;
      if (first < end && !isSilent(bytes.subarray(first * each, end * each)))
        throw stillThere({ second: Math.floor((this.#at + first) / RATE_HZ) });
    }
    this.#at += count;
    this.#rest = bytes.subarray(count * each);
  }
}

const SILENCE = Buffer.alloc(1 << 16);

/** By the memory's own comparison: each sample by itself would take longer than it is heard for. */
function isSilent(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.byteLength; at += SILENCE.byteLength) {
    const part = bytes.subarray(at, at + SILENCE.byteLength);
    if (!part.equals(SILENCE.subarray(0, part.byteLength))) return false;
  }
  return true;
}

/** The first channel of stretches, behind one another: of samples of 16 bits, those of all channels beside one another. */
export class FirstChannel {
  readonly #stretches: readonly Samples[];
  readonly #hear: (sample: number, stretch: number) => void;
  #stretch = 0;
  #at = 0;

  constructor(stretches: readonly Samples[], hear: (sample: number, stretch: number) => void) {
    this.#stretches = stretches;
    this.#hear = hear;
  }

  /** One sample of all channels. */
  take(sample: Uint8Array): void {
    const at = this.#at;
    this.#at += 1;
    while (at >= (this.#stretches[this.#stretch]?.to ?? Infinity)) this.#stretch += 1;
    const stretch = this.#stretches[this.#stretch];
    if (stretch === undefined || at < stretch.from) return;
    this.#hear((((sample[1] ?? 0) << 24) >> 16) | (sample[0] ?? 0), this.#stretch);
  }
}

/** Whether two sounds of one stretch are one sound: how alike they are, each second by itself. */
export class AlikeSound {
  #product = 0;
  #one = 0;
  #other = 0;
  #count = 0;
  #most = 0;

  /** One sample of each, of 16 bits. */
  add(one: number, other: number): void {
    this.#product += one * other;
    this.#one += one * one;
    this.#other += other * other;
    this.#count += 1;
    if (this.#count === RATE_HZ) this.#close();
  }

  get isAlike(): boolean {
    if (this.#count >= LEAST_SAMPLES) this.#close();
    return this.#most > MOST_ALIKE;
  }

  #close(): void {
    const isHeard = Math.min(this.#one, this.#other) > LEAST_POWER * this.#count;
    if (isHeard)
      this.#most = Math.max(
        this.#most,
        Math.abs(this.#product) / Math.sqrt(this.#one * this.#other),
      );
    [this.#product, this.#one, this.#other, this.#count] = [0, 0, 0, 0];
  }
}
