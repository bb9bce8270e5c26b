/** Use case: choose the heads that are to be made known outside. Several processes may run it at once. */
import { type Clock, utcInstant } from "../kernel/clock.ts";
import { leafText } from "../ledger/leaf.ts";
import { isAtRest, isTimeToAnchor } from "./anchor-pace.ts";
import type { AnchorStore } from "./anchor-store.ts";

export interface ChooseAnchorsDeps {
  readonly anchors: AnchorStore;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
  readonly clock: Clock;
  /** Least time between two anchors of a log, in milliseconds. */
  readonly leastMs: number;
}

export interface Chosen {
  readonly origin: string;
  readonly size: number;
}

/**
 * Chooses the newest head of every log for which it is time. A log that rested for an hour gets an entry
 * with the hour, so that there is a new head to choose in the next round: who finds none of an hour
 * knows that the house stood still, or that its end was cut off.
 */
export async function chooseAnchors(deps: ChooseAnchorsDeps): Promise<readonly Chosen[]> {
  const { anchors, clock, leastMs } = deps;
  const now = clock();
  const logs = await anchors.logs();
  const chosen: Chosen[] = [];
  for (const log of logs) {
    const { origin, headSize: size, anchor } = log;
    if (!isTimeToAnchor(log, now, leastMs)) continue;
    if (await anchors.choose(origin, size, anchor?.size ?? null, now))
      chosen.push({ origin, size });
  }
  // One hour gives one text: entered by two processes it stands once.
  if (isAtRest(logs, now)) await deps.ledger.enter(leafText({ type: "pulse", hour: hourOf(now) }));
  return chosen;
}

function hourOf(now: ReturnType<Clock>): string {
  const hour = new Date(now);
  hour.setUTCMinutes(0, 0, 0);
  return utcInstant(hour);
}
