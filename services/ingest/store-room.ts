/** Whether the store has room for bytes that are about to come: asked before the first of them is taken. */
import { Refusal } from "../kernel/refusal.ts";
import type { IncomingStore } from "../objects/incoming-store.ts";

/** Room that was set aside for a body. */
export interface Reservation {
  /** So many of its bytes are in the store now, and no promise any more. */
  settle(bytes: number): void;
  /** What is left of it is free again. */
  end(): void;
}

/** An administrator must act; nothing is gained by asking every few seconds. */
const RETRY_SECONDS = 120;

export class StoreRoom {
  readonly #incoming: Pick<IncomingStore, "freeBytes">;
  #promisedBytes = 0;
  /** Settled since the store's word changed: it may be some seconds old, and know nothing of them yet. */
  #settledBytes = 0;
  #lastFreeBytes: number | null = null;

  constructor(incoming: Pick<IncomingStore, "freeBytes">) {
    this.#incoming = incoming;
  }

  /** @throws Refusal unavailable "ingest/storage-full" where the store says that it has no room for so many bytes. */
  async check(bytes: number): Promise<void> {
    const freeBytes = await this.#incoming.freeBytes();
    if (freeBytes !== this.#lastFreeBytes) this.#settledBytes = 0;
    this.#lastFreeBytes = freeBytes;
    const takenBytes = this.#promisedBytes + this.#settledBytes;
    if (freeBytes === null || takenBytes + bytes <= freeBytes) return;
    throw new Refusal("unavailable", "ingest/storage-full", "the store is nearly full", {
      fix: "An administrator must make room; what was acknowledged is kept, send the rest then.",
      facts: {
        freeBytes: Math.max(0, freeBytes - takenBytes),
        wantedBytes: bytes,
        retryAfterSeconds: RETRY_SECONDS,
      },
    });
  }

  /** The same, and the bytes count as taken by every later check of this process. */
  async reserve(bytes: number): Promise<Reservation> {
    await this.check(bytes);
    this.#promisedBytes += bytes;
    let left = bytes;
    const settle = (count: number): void => {
      const settled = Math.min(left, count);
      left -= settled;
      this.#promisedBytes -= settled;
      this.#settledBytes += settled;
    };
    const end = (): void => {
      this.#promisedBytes -= left;
      left = 0;
    };
    return { settle, end };
  }
}
