/** A batch that custody cannot go on with, though its grace is over; and when that is an alarm. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { DisposalId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { AGAINST, type Against } from "./against.ts";

/** Why nothing of it goes on. */
export interface StallReason {
  /** Of a refusal; "disposal/waits" where something stands against its items that is over by itself. */
  readonly code: string;
  /** What its items wait for; empty: the batch itself does. */
  readonly against: readonly Against[];
}

export interface Stall extends StallReason {
  readonly disposalId: DisposalId;
  /** Of the first try that ended so, and every one after it. */
  readonly since: UtcInstant;
}

/** What a round says of a batch; see destroy.ts. */
interface Line {
  readonly what: string;
  readonly against?: readonly Against[];
  readonly error?: unknown;
}

/** Null: it goes on, or is not due yet. */
export function stallOf(lines: readonly Line[]): StallReason | null {
  const failed = lines.find(({ what }) => what === "failed");
  if (failed !== undefined) {
    const { error } = failed;
    return { code: isRefusal(error) ? error.code : "internal", against: [] };
  }
  const waits = lines.filter(({ what }) => what === "waits");
  if (waits.length === 0) return null;
  const named = new Set(waits.flatMap(({ against }) => against ?? []));
  const against = (Object.keys(AGAINST) as Against[]).filter((each) => named.has(each));
  return { code: "disposal/waits", against };
}

/** What is over by itself is over within minutes: a decision, a package, an authority that starts again. */
const PATIENCE_MS = 3_600_000;

/** Rows that people did not decide so, and a receipt that nobody gave for that package, are one at once. */
export const isStuck = ({ code, since }: Stall, now: UtcInstant): boolean =>
  AT_ONCE.includes(code) || since <= plusMs(now, -PATIENCE_MS);

export const RECORD_DIFFERS = "disposal/record-differs";
export const RECEIPT_DIFFERS = "disposal/receipt-differs";
const AT_ONCE = [RECORD_DIFFERS, RECEIPT_DIFFERS];

/** Those that somebody must look at, the gravest first. */
export const stuck = (stalls: readonly Stall[], now: UtcInstant): readonly Stall[] =>
  stalls
    .filter((each) => isStuck(each, now))
    .toSorted((one, other) => rank(one) - rank(other) || (one.since < other.since ? -1 : 1));

const rank = ({ code }: Stall): number => {
  const at = AT_ONCE.indexOf(code);
  return at < 0 ? AT_ONCE.length : at;
};
