/** How long what runs still takes, by the rate so far; nothing is said before that can be known. */

/** A rate from less than this is a guess: the first part of a file is often unlike the rest. */
const LEAST_MS = 3_000;
const LEAST_PART = 0.02;

export class TimeLeft {
  #first: { readonly part: number; readonly atMs: number } | null = null;

  /** Whole seconds, once `part` of 0 to 1 is done at `nowMs`; null: not known yet. A clock that was set back tells nothing. */
  after(part: number, nowMs: number): number | null {
    this.#first ??= { part, atMs: nowMs };
    const tookMs = nowMs - this.#first.atMs;
    const done = part - this.#first.part;
    if (tookMs < LEAST_MS || done < LEAST_PART) return null;
    return Math.round(((1 - part) * tookMs) / done / 1_000);
  }
}
