/** What of the agency's own checks is late: opinions of legal review, score sheets, looks at what is kept, and a draw that does not come. Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";

export interface WorkDue {
  /** Opinions of legal review whose day is past. */
  readonly opinions: number;
  /** Drawn units without a score sheet whose day is past. */
  readonly sheets: number;
  /** Items whose day is past on which somebody has to look whether they are still needed. */
  readonly keepings: number;
  /** When the oldest population was fixed that nothing was drawn from yet; null: there is none. */
  readonly undrawnSince: UtcInstant | null;
  /** Terms of the law in cases that are over, and those that end within days; absent: nobody asked. */
  readonly terms?: { readonly overdue: number; readonly soon: number };
}

/** A head of the ledger is signed within seconds; what waits longer waits for somebody. */
const DRAW_MS = 15 * 60_000;

export const isDrawLate = (
  { undrawnSince }: Pick<WorkDue, "undrawnSince">,
  now: UtcInstant,
): boolean => undrawnSince !== null && plusMs(undrawnSince, DRAW_MS) <= now;
