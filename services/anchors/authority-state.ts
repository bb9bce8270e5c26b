/** How the authorities for time stamps fare, for those who look after the house. Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { isListOverdue } from "./revocation.ts";
import type { AuthorityState } from "./token-store.ts";

/** A head waits longer for its token only where something is wrong. */
const LONG_MS = 15 * 60_000;
/** Clocks of two houses that are looked after differ by less. */
const CLOCK_MS = 60_000;

/** How long a chosen head has waited for a token of this authority, in seconds; 0: none does. */
export function behindSeconds({ behindSince }: AuthorityState, now: UtcInstant): number {
  if (behindSince === null) return 0;
  return Math.max(0, (Date.parse(now) - Date.parse(behindSince)) / 1000);
}

/** True once something must be done about it. */
export const isBehind = ({ behindSince }: AuthorityState, now: UtcInstant): boolean =>
  behindSince !== null && plusMs(behindSince, LONG_MS) < now;

/** True where its list of revoked certificates cannot be had, or nobody made the next one in time. */
export const isListMissing = ({ list, listFailure }: AuthorityState, now: UtcInstant): boolean =>
  listFailure !== null || (list !== null && isListOverdue(list.nextUpdate, now));

/** Its pauses double from 5 s: so many came to a quarter of an hour. */
const MANY_FAILURES = 8;

/** True once something must be done about that: one look that failed is made good by the next. */
export const isListLate = (state: AuthorityState, now: UtcInstant): boolean =>
  state.listFailures >= MANY_FAILURES || isListMissing({ ...state, listFailure: null }, now);

/** How long a renewal has waited for its first stamp, in seconds; 0: none does. */
export const renewalWaitSeconds = (since: UtcInstant | null, now: UtcInstant): number =>
  since === null ? 0 : Math.max(0, (Date.parse(now) - Date.parse(since)) / 1_000);

export const isRenewalLate = (since: UtcInstant | null, now: UtcInstant): boolean =>
  renewalWaitSeconds(since, now) * 1_000 > LONG_MS;

/** By how many seconds the authority's clock and ours differ, if that is more than it should be; else null. */
export function clockDifference({ newest }: AuthorityState): number | null {
  if (newest === null) return null;
  const ms = Date.parse(newest.genTime) - Date.parse(newest.keptAt);
  return Math.abs(ms) > CLOCK_MS ? Math.round(ms / 1000) : null;
}
