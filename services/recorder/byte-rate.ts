/** Whether a source sends more than any camera does. Pure. */

/** 100 Mbit/s over ten seconds: more than any camera sends that is worth keeping. */
const MOST_BYTES = 125_000_000;
const WINDOW_MS = 10_000;

/** Bytes of the last ten seconds, counted in two halves. */
export class ByteRate {
  #fromMs = 0;
  #bytes = 0;
  #before = 0;

  isTooFast(bytes: number, nowMs: number): boolean {
    const elapsed = nowMs - this.#fromMs;
    if (elapsed > WINDOW_MS / 2) {
      this.#before = elapsed > WINDOW_MS ? 0 : this.#bytes;
      this.#bytes = 0;
      this.#fromMs = nowMs;
    }
    this.#bytes += bytes;
    return this.#bytes + this.#before > MOST_BYTES;
  }
}
