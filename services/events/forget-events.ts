/** Use case: what happened long ago leaves the line of events; the ledger, the chains and the lists keep it. May be killed anywhere and run twice. */
import { type Clock, plusMs } from "../kernel/clock.ts";
import type { EventLine } from "./event-line.ts";

/** Longer than a delivery of a webhook is kept (30 days), and than a partner's system is away for. */
export const LINE_KEPT_DAYS = 90;
const AT_ONCE = 5_000;

/** Answers how many events. */
export async function forgetEvents(
  { line, clock }: { readonly line: Pick<EventLine, "forget">; readonly clock: Clock },
  signal: AbortSignal,
): Promise<number> {
  const before = plusMs(clock(), -LINE_KEPT_DAYS * 86_400_000);
  let forgotten = 0;
  while (!signal.aborted) {
    const now = await line.forget(before, AT_ONCE);
    forgotten += now;
    if (now < AT_ONCE) break;
  }
  return forgotten;
}
