/** Use case: the words of items that changed are made anew, until none waits. It may be cut off anywhere, and run twice. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import { entryOf } from "./search-entry.ts";
import type { SearchIndex } from "./search-index.ts";

/** Of one transaction: longer ones gain nothing, and a power cut costs one. */
const AT_ONCE = 200;

export interface KeepIndexDeps {
  readonly index: Pick<SearchIndex, "take" | "turn">;
  readonly days: ZoneDays;
  readonly clock: Clock;
}

/** Answers how many marks were taken away. */
export async function keepIndex(
  { index, days, clock }: KeepIndexDeps,
  signal: AbortSignal,
): Promise<number> {
  const today = days.dayOf(clock());
  await index.turn(today);
  let taken = 0;
  while (!signal.aborted) {
    const now = await index.take(AT_ONCE, (facts) => entryOf(facts, today));
    taken += now;
    if (now < AT_ONCE) break;
  }
  return taken;
}
