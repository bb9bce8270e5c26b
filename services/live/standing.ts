/** How live recordings of the whole house stand: what somebody must look at, in numbers that name nobody. */

export interface LiveStanding {
  /** Channels whose newest links no head in the ledger tells of for longer than `LATE_MS`. */
  readonly lateHeads: number;
  /** Channels of sessions that run, from which nothing came for `SILENT_MS`. */
  readonly silent: number;
  /** Sessions that ended, and are not sealed though nothing of them came for `CLOSING_MS`. */
  readonly closing: number;
}

/** Custody makes a head every ten seconds, and signs and enters it at once. */
export const LATE_MS = 30_000;
/** A list waits ten minutes at most for takes that are read back. */
export const CLOSING_MS = 20 * 60_000;
