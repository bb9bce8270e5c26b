/** Bits of a header, most significant first (H.264 7.2, 9.1): past the end it reads zeros and says so. */

export class Bits {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, atBit = 0) {
    this.#bytes = bytes;
    this.#at = atBit;
  }

  get isOver(): boolean {
    return this.#at > 8 * this.#bytes.byteLength;
  }

  /** Up to 32 of them, as a number. */
  take(count: number): number {
    let value = 0;
    for (let taken = 0; taken < count; taken += 1) {
      const byte = this.#bytes[this.#at >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  flag(): boolean {
    return this.take(1) === 1;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** Exponential Golomb; Infinity for one that no header holds. */
  golomb(): number {
    let zeros = 0;
    while (!this.isOver && this.take(1) === 0) zeros += 1;
    return zeros > 31 || this.isOver ? Infinity : 2 ** zeros - 1 + this.take(zeros);
  }

  signedGolomb(): number {
    const code = this.golomb();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}
