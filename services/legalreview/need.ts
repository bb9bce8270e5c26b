/** Whether a case needs legal review by the pack, and how its review stands. Pure; nothing here stops a decision: it is the agency's. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { CaseFacts } from "../cases/case-facts.ts";
import type { LegalReview } from "../policy/legal-review.ts";
import type { Verdict } from "./opinion.ts";

export type Ground = LegalReview["grounds"][number];
type Reviewable = Pick<CaseFacts, "actionKind" | "majorDecision" | "flags">;

/** What of the pack asks for a review of it; none: nothing does. */
export function groundsOf(
  { actionKind, majorDecision, flags }: Reviewable,
  rule: LegalReview | null,
): readonly Ground[] {
  const told = new Set<string>([...flags, ...(majorDecision ? ["major-decision"] : [])]);
  return (rule?.grounds ?? []).filter(
    ({ actionKinds, whenAny }) =>
      (actionKinds.length === 0 || (actionKind !== null && actionKinds.includes(actionKind))) &&
      (whenAny.length === 0 || whenAny.some((one) => told.has(one))),
  );
}

export const REVIEW_STATES = [
  "not-needed",
  "missing",
  "waiting",
  "overdue",
  "returned",
  "agreed",
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** A decision of a case that needs a review: made without an agreed round, or before the round was agreed. */
export const REVIEW_FINDINGS = ["decided-without", "agreed-after-decision"] as const;
export type ReviewFinding = (typeof REVIEW_FINDINGS)[number];

export interface RoundDays {
  readonly dueOn: CalendarDate | null;
  /** Null: it waits for one. */
  readonly opinion: { readonly verdict: Verdict; readonly on: CalendarDate } | null;
}

export interface Standing {
  readonly state: ReviewState;
  readonly finding: ReviewFinding | null;
  /** Of the opinion that is waited for. */
  readonly dueOn: CalendarDate | null;
}

export interface Reviewed {
  readonly isNeeded: boolean;
  readonly decidedOn: CalendarDate | null;
  /** In their order. */
  readonly rounds: readonly RoundDays[];
  readonly today: CalendarDate;
}

export function standingOf({ isNeeded, decidedOn, rounds, today }: Reviewed): Standing {
  const last = rounds.at(-1);
  const finding = isNeeded && decidedOn !== null ? findingOf(decidedOn, rounds) : null;
  if (last === undefined)
    return { state: isNeeded ? "missing" : "not-needed", finding, dueOn: null };
  const { opinion, dueOn } = last;
  if (opinion !== null) {
    return { state: isAgreed(opinion.verdict) ? "agreed" : "returned", finding, dueOn: null };
  }
  return { state: dueOn !== null && today > dueOn ? "overdue" : "waiting", finding, dueOn };
}

/** Corrections that were named are made, not submitted again (琼府办〔2019〕10号 四(三) sends back what has problems). */
export const isAgreed = (verdict: Verdict): boolean => verdict !== "problems";

/** What was said last before the decision counts; the same day may have been before it. */
function findingOf(decidedOn: CalendarDate, rounds: readonly RoundDays[]): ReviewFinding | null {
  const said = rounds.flatMap(({ opinion }) => opinion ?? []);
  const before = said.findLast(({ on }) => on <= decidedOn);
  if (before !== undefined && isAgreed(before.verdict)) return null;
  const isLater = said.some(({ verdict, on }) => on > decidedOn && isAgreed(verdict));
  return isLater ? "agreed-after-decision" : "decided-without";
}
