/** How many decisions of a period were published in time, and how many annulled ones were taken down in time. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import {
  type DutyState,
  type PublicityEntry,
  type PublicityRules,
  publicityOf,
} from "./publicity.ts";
import type { CaseId } from "../kernel/ids.ts";
import type { ReviewedDecision } from "./review-tally.ts";

/** A case that was decided. */
export interface Decision extends ReviewedDecision {
  readonly caseId: CaseId;
  readonly entries: readonly PublicityEntry[];
}

export type DutyStates = Record<DutyState, number>;

export interface PublicityTally {
  readonly publish: DutyStates;
  readonly withdraw: DutyStates;
}

const none = (): DutyStates => ({
  ...{ done: 0, late: 0, due: 0, overdue: 0, exempt: 0, "no-rule": 0, "nothing-published": 0 },
});

export const noDecisions = (): PublicityTally => ({ publish: none(), withdraw: none() });

/** Decisions count in the period they were made in, annulments in that of the annulment. */
export function tallyDecision(
  tally: PublicityTally,
  decision: Omit<Decision, "caseId" | "rounds" | "majorDecision" | "flags">,
  { first, last }: { readonly first: CalendarDate; readonly last: CalendarDate },
  rules: PublicityRules,
): void {
  const { publish, withdraw } = publicityOf(decision, decision.entries, rules);
  const isIn = (day: CalendarDate | null) => day !== null && first <= day && day <= last;
  if (publish !== null && isIn(decision.decidedOn)) tally.publish[publish.state] += 1;
  if (withdraw !== null && isIn(withdraw.annulledOn)) tally.withdraw[withdraw.state] += 1;
}
