/** What of a case is due by the deadlines of the pack and the working days of the house, and why. Pure. */
import { type CalendarDate, addDays, daysBetween } from "../calendar/calendar-date.ts";
import { deadline } from "../calendar/deadline.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import { CASE_EVENTS, eventKey } from "../cases/case-event.ts";
import type { CaseFacts } from "../cases/case-facts.ts";
import type { Deadline } from "../policy/house-rules.ts";
import { ruleFor } from "./publicity.ts";

export const DEADLINE_STATES = ["done", "late", "due", "soon", "overdue", "no-rule"] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

export type DeadlineFacts = Pick<
  CaseFacts,
  "actionKind" | "filedOn" | "decidedOn" | "closedOn" | "events" | "extensions"
>;

/** Triggers that are facts of a case; publicity has its own (`publicity.ts`), handing in is of recordings. */
export const CASE_TRIGGERS = ["case-filed", ...CASE_EVENTS] as const;
type CaseTrigger = (typeof CASE_TRIGGERS)[number];

export interface CaseDeadline {
  /** What an extension names. */
  readonly of: string;
  readonly trigger: CaseTrigger;
  /** Of what it runs from; null: the case itself. */
  readonly document: string | null;
  /** The day it runs from, which is not counted. */
  readonly from: CalendarDate;
  readonly state: DeadlineState;
  /** Null: no rule of the pack says when. */
  readonly due: CalendarDate | null;
  readonly provisional: boolean;
  readonly doneOn: CalendarDate | null;
  readonly why: DeadlineWhy | null;
}

/** How the day was reckoned. */
export interface DeadlineWhy {
  readonly rule: Deadline;
  /** With what it was extended by. */
  readonly amount: number;
  readonly unit: "working-days" | "calendar-days";
  readonly extended: boolean;
  /** Days off from the first day counted to the day it is due. */
  readonly daysOff: number;
}

export interface DeadlineLaw {
  readonly deadlines: readonly Deadline[];
  readonly calendar: WorkingDays;
  readonly today: CalendarDate;
}

/** Days before it is due on which somebody should see to it. */
export const SOON_DAYS = 3;

export const CASE_FILED = "case-filed";

export function deadlinesOf(facts: DeadlineFacts, law: DeadlineLaw): readonly CaseDeadline[] {
  const { filedOn, decidedOn, closedOn } = facts;
  const filed = { of: CASE_FILED, trigger: CASE_FILED, document: null } as const;
  return [
    ...(filedOn === null
      ? []
      : [deadlineOf({ ...filed, from: filedOn, doneOn: decidedOn ?? closedOn }, facts, law)]),
    ...facts.events.map((event) => {
      const { kind: trigger, document, on: from, doneOn } = event;
      return deadlineOf({ of: eventKey(event), trigger, document, from, doneOn }, facts, law);
    }),
  ];
}

type Start = Pick<CaseDeadline, "of" | "trigger" | "document" | "from" | "doneOn">;

function deadlineOf(start: Start, facts: DeadlineFacts, law: DeadlineLaw): CaseDeadline {
  const rule = deadlineRule(law.deadlines, start.trigger, facts.actionKind);
  // A fact is of a day: hours cannot be counted from it.
  if (rule === null || rule.unit === "hours") {
    return { ...start, state: "no-rule", due: null, provisional: false, why: null };
  }
  const extended = rule.extension !== null && facts.extensions.some((one) => one.of === start.of);
  const amount = rule.amount + (extended ? (rule.extension ?? 0) : 0);
  const unit = rule.unit === "working-days" ? "working" : "calendar";
  const { due, provisional } = deadline(law.calendar, start.from, { amount, unit });
  const all = Array.from({ length: daysBetween(start.from, due) }, (_, at) =>
    addDays(start.from, at + 1),
  );
  const daysOff = all.filter((day) => !law.calendar.isWorkingDay(day)).length;
  const why = { rule, amount, unit: rule.unit, extended, daysOff };
  return { ...start, state: stateOf(due, start.doneOn, law.today), due, provisional, why };
}

function stateOf(
  due: CalendarDate,
  doneOn: CalendarDate | null,
  today: CalendarDate,
): DeadlineState {
  if (doneOn !== null) return doneOn <= due ? "done" : "late";
  if (today > due) return "overdue";
  return daysBetween(today, due) <= SOON_DAYS ? "soon" : "due";
}

/** An event says by itself what kind of act it is: a seizure in a case of penalty is a seizure. */
function deadlineRule(
  deadlines: readonly Deadline[],
  trigger: CaseTrigger,
  kind: CaseFacts["actionKind"],
): Deadline | null {
  const found = ruleFor(deadlines, trigger, kind);
  if (found !== null || trigger === CASE_FILED) return found;
  return deadlines.find((one) => one.trigger === trigger && one.unit !== "hours") ?? null;
}

export const isOpen = ({ state }: CaseDeadline): boolean =>
  state === "due" || state === "soon" || state === "overdue";
