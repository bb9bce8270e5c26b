/** How many decisions of a period that need legal review were made with an agreed round before them. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { CaseFacts } from "../cases/case-facts.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { RoundFact } from "../legalreview/legal-review-store.ts";
import { groundsOf, standingOf } from "../legalreview/need.ts";
import type { LegalReview } from "../policy/legal-review.ts";

/** A decided case, as far as its review goes. */
export interface ReviewedDecision extends Pick<
  CaseFacts,
  "actionKind" | "decidedOn" | "majorDecision" | "flags"
> {
  readonly rounds: readonly RoundFact[];
}

export interface ReviewTally {
  /** Decisions that need a review, and of them those that were agreed before. */
  needed: number;
  agreed: number;
  /** Agreed to, but later than decided: not among the agreed. */
  late: number;
  notNeeded: number;
}

export const noReviews = (): ReviewTally => ({ needed: 0, agreed: 0, late: 0, notNeeded: 0 });

interface Span {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

export function tallyReview(
  tally: ReviewTally,
  { rounds, decidedOn, ...facts }: ReviewedDecision,
  { first, last }: Span,
  { rule, dayOf }: { readonly rule: LegalReview; readonly dayOf: (at: UtcInstant) => CalendarDate },
): void {
  if (decidedOn === null || decidedOn < first || decidedOn > last) return;
  if (groundsOf(facts, rule).length === 0) {
    tally.notNeeded += 1;
    return;
  }
  const told = rounds.map(({ dueOn, opinion }) => ({
    dueOn,
    opinion: opinion && { verdict: opinion.verdict, on: dayOf(opinion.at) },
  }));
  const { finding } = standingOf({ isNeeded: true, decidedOn, rounds: told, today: last });
  tally.needed += 1;
  if (finding === null) tally.agreed += 1;
  if (finding === "agreed-after-decision") tally.late += 1;
}
