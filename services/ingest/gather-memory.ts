/** Memory for bytes that arrived and are not stored yet, over all uploads of the process. */

/** Small enough for many uploads at once, large enough that a write is worth its cost. */
const LEAST_PIECE_BYTES = 256 << 10;

/**
 * Pieces are gathered into slabs that are used again. What a socket gives lives only until it is copied:
 * kept for that long, those buffers grow old, and collecting them costs more than the copy.
 */
export const SLAB_BYTES = 256 << 10;

export class GatherMemory {
  readonly #limitBytes: number;
  readonly #free: Buffer[] = [];
  #usedBytes = 0;
  #bodies = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  add(bytes: number): void {
    this.#usedBytes += bytes;
  }

  takeSlab(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(SLAB_BYTES);
  }

  /** Only what nobody reads any more. */
  giveBack(slabs: readonly Buffer[]): void {
    for (const slab of slabs) {
      if (this.#free.length * SLAB_BYTES < this.#limitBytes) this.#free.push(slab);
    }
  }

  join(): void {
    this.#bodies += 1;
  }

  leave(): void {
    this.#bodies -= 1;
  }

  /** A piece of this size must be stored now, though it could grow: each body holds up to two. */
  isEnough(pieceBytes: number): boolean {
    if (this.#usedBytes * 2 < this.#limitBytes) return false;
    return pieceBytes >= Math.max(LEAST_PIECE_BYTES, this.#limitBytes / (2 * this.#bodies));
  }
}
