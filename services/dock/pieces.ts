/** Memory for what is read of recordings, used again: each new stretch of megabytes has the collector look through everything. */
export class Pieces {
  /** Of each, and the most that one append carries. */
  readonly sizeBytes: number;
  readonly #idle: Buffer[] = [];

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes;
  }

  /** What is in it is left from others. */
  take(): Buffer {
    return this.#idle.pop() ?? Buffer.allocUnsafeSlow(this.sizeBytes);
  }

  /** Only where nobody reads it any more. One that is not given back is the collector's. */
  giveBack(piece: Buffer): void {
    this.#idle.push(piece);
  }
}
