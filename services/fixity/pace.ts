/** How fast the audit may read: so many bytes a second, and a fraction of it while sealing has work. */

export interface PaceDeps {
  readonly bytesPerSecond: number;
  /** Whether work that devices wait for is under way. */
  readonly isBusy: () => boolean;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds of a clock that only goes forward. */
  readonly nowMs: () => number;
}

/** The audit never stands still: a house that seals around the clock would otherwise never be audited. */
const BUSY_SHARE = 8;
/** What finding and asking for an object costs, in bytes: many small ones are no faster than the store bears. */
export const OBJECT_COST_BYTES = 64 << 10;
/** Shorter sleeps than this are saved up. */
const LEAST_SLEEP_MS = 20;

export class Pace {
  readonly #deps: PaceDeps;
  /** When all that was read may have been read. */
  #paidUntilMs: number;

  constructor(deps: PaceDeps) {
    this.#deps = deps;
    this.#paidUntilMs = deps.nowMs();
  }

  /** Resolves when the next bytes may be read; at once when `signal` aborts. */
  async take(sizeBytes: number, signal: AbortSignal): Promise<void> {
    const { bytesPerSecond, isBusy, nowMs, sleep } = this.#deps;
    const rate = isBusy() ? bytesPerSecond / BUSY_SHARE : bytesPerSecond;
    const now = nowMs();
    this.#paidUntilMs = Math.max(this.#paidUntilMs, now) + (sizeBytes * 1000) / rate;
    const waitMs = this.#paidUntilMs - now;
    if (waitMs >= LEAST_SLEEP_MS) await sleep(waitMs, signal);
  }
}
