/** Use case: the sessions of which nothing was handed in, though the time that the pack in force gives for it is over. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Clock } from "../kernel/clock.ts";
import type { OfficerId } from "../kernel/ids.ts";
import { packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { handInUntil } from "./hand-in.ts";
import type { SessionStore } from "./session-store.ts";
import type { Session } from "./session.ts";

export interface HandInDeps {
  readonly recordingSessions: Pick<SessionStore, "notHandedIn">;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly calendar: () => Promise<WorkingDays>;
  readonly days: ZoneDays;
  readonly clock: Clock;
}

/** `officerId` null: whoever was in it. `sight` null: the house counts for itself. */
export interface WhoseHandIns {
  readonly officerId: OfficerId | null;
  readonly sight: Sight | null;
}

export interface OverdueHandIns {
  readonly late: readonly (Pick<Session, "id" | "number"> & { readonly due: CalendarDate })[];
  /** False: there may be more than were looked at. */
  readonly isWhole: boolean;
}

/** The first of many, by when they were over; none where no pack says by when. */
export async function overdueHandIns(
  deps: HandInDeps,
  { officerId, sight }: WhoseHandIns,
  limit: number,
): Promise<OverdueHandIns> {
  const now = deps.clock();
  const pack = await packInForce(deps, now);
  const rule = pack?.pack.deadlines.find(({ trigger }) => trigger === "duty-ended");
  if (rule === undefined) return { late: [], isWhole: true };
  const by = { days: deps.days, calendar: await deps.calendar() };
  const all = await deps.recordingSessions.notHandedIn({ now, officerId }, limit, sight);
  const late = all.flatMap(({ id, number, stoppedAt }) => {
    if (stoppedAt === null) return [];
    const until = handInUntil(stoppedAt, rule, by);
    return until < now ? [{ id, number, due: deps.days.dayOf(until) }] : [];
  });
  // What was over first is due first: behind one that is not due there is none that is.
  return { late, isWhole: all.length < limit || late.length < all.length };
}
