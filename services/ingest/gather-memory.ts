/** Memory for bytes that arrived and are not stored yet, over all uploads of the process; each device has an equal share. */
import type { DeviceId } from "../kernel/ids.ts";

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
  readonly #bodies = new Map<DeviceId, number>();

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

  join(device: DeviceId): void {
    this.#bodies.set(device, this.#bodiesOf(device) + 1);
  }

  leave(device: DeviceId): void {
    const left = this.#bodiesOf(device) - 1;
    if (left > 0) this.#bodies.set(device, left);
    else this.#bodies.delete(device);
  }

  /**
   * A piece of this size must be stored now, though it could grow: each body holds up to two, and the
   * bodies of one device share what all devices have the same of.
   */
  isEnough(pieceBytes: number, device: DeviceId): boolean {
    if (this.#usedBytes * 2 < this.#limitBytes) return false;
    const shares = 2 * Math.max(1, this.#bodies.size) * Math.max(1, this.#bodiesOf(device));
    return pieceBytes >= Math.max(LEAST_PIECE_BYTES, this.#limitBytes / shares);
  }

  #bodiesOf(device: DeviceId): number {
    return this.#bodies.get(device) ?? 0;
  }
}
