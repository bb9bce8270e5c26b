/** How often heads are chosen to be made known outside: not for each batch, and never long after an entry. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { AnchoredLog } from "./anchor-store.ts";

/** A log that rests gets an entry of its own this often, so that its head is seen to be alive. */
const REST_MS = 3_600_000;

/** True if the log grew since its last anchor and that was `leastMs` ago, or it has none yet. */
export function isTimeToAnchor(log: AnchoredLog, now: UtcInstant, leastMs: number): boolean {
  const { anchor, headSize } = log;
  if (anchor === null) return headSize > 0;
  return headSize > anchor.size && isPast(anchor.chosenAt, now, leastMs);
}

/** True if nothing was entered anywhere since the newest anchor, and that was an hour ago. */
export function isAtRest(logs: readonly AnchoredLog[], now: UtcInstant): boolean {
  const newest = logs.reduce<UtcInstant | null>((latest, { anchor }) => {
    const at = anchor?.chosenAt ?? null;
    return at !== null && (latest === null || at > latest) ? at : latest;
  }, null);
  const grew = logs.some(({ anchor, headSize }) => headSize > (anchor?.size ?? 0));
  return newest !== null && !grew && isPast(newest, now, REST_MS);
}

/** A moment that lies ahead comes of a clock that was set back: waiting for it could take years. */
function isPast(since: UtcInstant, now: UtcInstant, ms: number): boolean {
  const waitedMs = Date.parse(now) - Date.parse(since);
  return waitedMs < 0 || waitedMs >= ms;
}
