/** Use case: how things stand for one person: what came in, what waits, what is in quarantine, of what they may know of. */
import { addDays, weekday } from "../calendar/calendar-date.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { DashboardBody } from "./dashboard-schema.ts";
import type { ItemFilter, ReviewStore } from "./review-store.ts";

export interface DashboardDeps {
  readonly reviews: Pick<ReviewStore, "countItems" | "firstItem">;
  /** Of the agency: its day is not the reader's. */
  readonly days: ZoneDays;
  readonly clock: Clock;
}

/** Of more it is only told that there are more: nobody counts on, and each was asked of the walls. */
const MOST = 1_000;

export async function dashboardFor(
  { reviews, days, clock }: DashboardDeps,
  sight: Sight,
): Promise<DashboardBody> {
  const today = days.dayOf(clock());
  const since = {
    today: days.endOf(addDays(today, -1)),
    week: days.endOf(addDays(today, -weekday(today))),
  };
  const count = (filter: ItemFilter) => reviews.countItems({ ...filter, sight }, MOST);
  return {
    today: { ...(await count({ receivedFrom: since.today })), since: since.today },
    week: { ...(await count({ receivedFrom: since.week })), since: since.week },
    sealed: await count({ stage: "sealed" }),
    awaitingSeal: await count({ awaits: "seal" }),
    awaitingCopy: await count({ awaits: "copy" }),
    quarantined: await count({ stage: "quarantined" }),
    mine: await count({ carrier: sight.userId }),
    mineAwaitingSeal: await count({ carrier: sight.userId, awaits: "seal" }),
    oldestUnsealed: await reviews.firstItem({ awaits: "seal", sight }),
  };
}
