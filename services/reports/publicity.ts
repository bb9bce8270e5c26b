/**
 * Whether the decision of a case was made public in time, and taken down in time after it was annulled, by the deadlines
 * of the pack and the working days of the calendar. Pure.
 */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { deadline } from "../calendar/deadline.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { CaseFacts } from "../cases/case-facts.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Deadline } from "../policy/house-rules.ts";

/** "exempt": law keeps it from being published; "annulled": the decision was changed or annulled. */
export const PUBLICITY_ACTS = ["published", "exempt", "annulled", "withdrawn", "mistaken"] as const;
export type PublicityAct = (typeof PUBLICITY_ACTS)[number];

/** Entries are only added: one that was wrong is named by another, "mistaken", that says why. */
export interface PublicityEntry {
  /** From 0, within its case. */
  readonly index: number;
  readonly act: PublicityAct;
  /** The day on which it happened. */
  readonly on: CalendarDate;
  /** Where it was published or taken down. */
  readonly place: string | null;
  readonly reason: string | null;
  /** The entry that was a mistake. */
  readonly mistake: number | null;
  readonly enteredAt: UtcInstant;
  readonly enteredBy: Actor;
}

export const DUTY_STATES = [
  "done",
  "late",
  "due",
  "overdue",
  "exempt",
  "no-rule",
  "nothing-published",
] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export interface Duty {
  readonly state: DutyState;
  /** Null: no rule of the pack says when. */
  readonly due: CalendarDate | null;
  /** A year without a table of working days was counted through. */
  readonly provisional: boolean;
  readonly doneOn: CalendarDate | null;
  /** Code of the deadline in the pack. */
  readonly rule: string | null;
}

export interface Publicity {
  /** Null: nothing is decided yet. */
  readonly publish: Duty | null;
  /** Null: the decision stands. */
  readonly withdraw: (Duty & { readonly annulledOn: CalendarDate }) | null;
}

export interface PublicityRules {
  readonly deadlines: readonly Deadline[];
  readonly calendar: WorkingDays;
  readonly today: CalendarDate;
}

type Decided = Pick<CaseFacts, "decidedOn" | "actionKind">;

export function publicityOf(
  { decidedOn, actionKind }: Decided,
  entries: readonly PublicityEntry[],
  rules: PublicityRules,
): Publicity {
  const told = standingEntries(entries);
  const lastOf = (act: PublicityAct) => told.findLast((one) => one.act === act)?.on ?? null;
  const firstPublished = told.find(({ act }) => act === "published")?.on ?? null;
  const annulledOn = lastOf("annulled");
  const term = (trigger: Deadline["trigger"]) => ruleFor(rules.deadlines, trigger, actionKind);
  const publish =
    decidedOn === null
      ? null
      : dutyOf(term("decision-made"), decidedOn, firstPublished, rules, lastOf("exempt") !== null);
  if (annulledOn === null) return { publish, withdraw: null };
  const withdrawnOn = lastOf("withdrawn");
  const own = dutyOf(term("decision-changed"), annulledOn, withdrawnOn, rules, false);
  const isOut = firstPublished !== null;
  return {
    publish,
    withdraw: { ...own, ...(!isOut && { state: "nothing-published" }), annulledOn },
  };
}

/** Without those that were mistakes, and without what says so. */
export function standingEntries(entries: readonly PublicityEntry[]): readonly PublicityEntry[] {
  const wrong = new Set(entries.map(({ mistake }) => mistake));
  return entries.filter(({ index, act }) => act !== "mistaken" && !wrong.has(index));
}

/** Where two fit, the one that names the kind of act counts. Hours are no term of publicity. */
export function ruleFor(
  deadlines: readonly Deadline[],
  trigger: Deadline["trigger"],
  kind: CaseFacts["actionKind"],
): Deadline | null {
  const fitting = deadlines.filter((one) => one.trigger === trigger && one.unit !== "hours");
  const named = fitting.find(({ actionKinds }) => kind !== null && actionKinds.includes(kind));
  return named ?? fitting.find(({ actionKinds }) => actionKinds.length === 0) ?? null;
}

function dutyOf(
  rule: Deadline | null,
  from: CalendarDate,
  doneOn: CalendarDate | null,
  { calendar, today }: PublicityRules,
  isExempt: boolean,
): Duty {
  if (rule === null) {
    return {
      state: isExempt ? "exempt" : "no-rule",
      due: null,
      provisional: false,
      doneOn,
      rule: null,
    };
  }
  const unit = rule.unit === "working-days" ? "working" : "calendar";
  const { due, provisional } = deadline(calendar, from, { amount: rule.amount, unit });
  const known = { due, provisional, doneOn, rule: rule.code };
  if (doneOn !== null) return { state: doneOn <= due ? "done" : "late", ...known };
  if (isExempt) return { state: "exempt", ...known };
  return { state: today > due ? "overdue" : "due", ...known };
}

/**
 * @throws Refusal invalid "reports/day-in-future", "reports/no-decision", "reports/before-decision",
 * "reports/nothing-to-withdraw", "reports/no-such-entry", "reports/publicity-reason".
 */
export function checkEntry(
  entry: PublicityEntry,
  before: readonly PublicityEntry[],
  { decidedOn }: Decided,
  today: CalendarDate,
): void {
  const { act, on, reason } = entry;
  const standing = standingEntries(before);
  if (on > today)
    refuse("reports/day-in-future", "that day has not come yet", "Give the day once it is there.");
  if ((act === "exempt" || act === "mistaken" || act === "annulled") && reason === null) {
    refuse(
      "reports/publicity-reason",
      "this needs a reason",
      "Say why, with the place in the law where there is one.",
    );
  }
  requireMistake(entry, standing);
  if (act === "mistaken") return;
  if (decidedOn === null) {
    refuse(
      "reports/no-decision",
      "the case has no decision yet",
      "Tell the day of the decision first.",
    );
  } else if (on < decidedOn) {
    refuse("reports/before-decision", "that is before the decision was made", "Check both days.");
  }
  const annulled = standing.findLast((one) => one.act === "annulled");
  if (act === "withdrawn" && (annulled === undefined || on < annulled.on)) {
    refuse(
      "reports/nothing-to-withdraw",
      "nothing that was annulled by then",
      "Tell first on which day the decision was annulled or changed.",
    );
  }
}

/** Only a mistake names an entry, and one that stands. */
function requireMistake(
  { act, mistake }: PublicityEntry,
  standing: readonly PublicityEntry[],
): void {
  const isNamed = mistake !== null && standing.some(({ index }) => index === mistake);
  if (act === "mistaken" ? isNamed : mistake === null) return;
  refuse(
    "reports/no-such-entry",
    "no such entry stands",
    "Name an entry of this case that nobody took back.",
  );
}

function refuse(code: `reports/${string}`, text: string, fix: string): never {
  throw new Refusal("invalid", code, text, { fix });
}
