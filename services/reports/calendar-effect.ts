/** What another table of working days does to days, and to the deadlines of publicity that are counted by it. Pure. */
import { type CalendarDate, addDays } from "../calendar/calendar-date.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { CaseId } from "../kernel/ids.ts";
import { type Duty, type PublicityRules, publicityOf } from "./publicity.ts";
import type { Decision } from "./publicity-tally.ts";

export interface MovedDeadline {
  readonly caseId: CaseId;
  readonly act: "publish" | "withdraw";
  readonly was: CalendarDate;
  readonly becomes: CalendarDate;
}

export interface Calendars {
  readonly before: WorkingDays;
  readonly after: WorkingDays;
}

export function changedDays({ before, after }: Calendars, year: number) {
  const days: { readonly day: CalendarDate; readonly works: boolean }[] = [];
  const first = `${year}-01-01` as CalendarDate;
  for (let day = first; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const works = after.isWorkingDay(day);
    if (works !== before.isWorkingDay(day)) days.push({ day, works });
  }
  return days;
}

/** Those that move, and how many were provisional and are no more. What is done already is left as it was judged. */
export function movedDeadlines(
  { before, after }: Calendars,
  decision: Decision,
  { deadlines, today }: Omit<PublicityRules, "calendar">,
): { readonly moved: readonly MovedDeadline[]; readonly firm: number } {
  const by = (calendar: WorkingDays) =>
    publicityOf(decision, decision.entries, { deadlines, calendar, today });
  const [was, becomes] = [by(before), by(after)];
  const moved: MovedDeadline[] = [];
  let firm = 0;
  for (const act of ["publish", "withdraw"] as const) {
    const [one, other]: readonly (Duty | null)[] = [was[act], becomes[act]];
    if (one?.due == null || other?.due == null || one.doneOn !== null) continue;
    if (one.due !== other.due)
      moved.push({ caseId: decision.caseId, act, was: one.due, becomes: other.due });
    if (one.provisional && !other.provisional) firm += 1;
  }
  return { moved, firm };
}
