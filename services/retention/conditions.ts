/** When a condition has come about: by what people told of the item and its cases, and by how the proceedings of its cases ended. */
import { type CalendarDate, laterDate } from "../calendar/calendar-date.ts";
import type { Flag } from "../policy/enforcement-words.ts";
import type { Condition } from "../policy/term.ts";
import { type Bound, dated, waiting } from "./bound.ts";
import {
  type CaseFacts,
  type NamedFact,
  type RetentionFacts,
  type ToldFact,
  recordedFact,
} from "./facts.ts";

/** Proceedings that run outside of any case: that they are over is told of the item itself. */
const OUTSIDE_CASES: readonly string[] = ["complaint"] satisfies readonly Flag[];

/** All of them: the last day counts, and one that has not come about leaves the end open. Never empty. */
export function conditionBounds(
  condition: Condition,
  facts: RetentionFacts,
): readonly [Bound, ...Bound[]] {
  const own = ownBounds(condition, facts);
  const ofCases = condition === "proceedings-over" ? facts.cases.map(caseBound) : [];
  const [first = untold(condition, facts), ...others] = [...own, ...ofCases];
  return [first, ...others];
}

/** What a person told last of the item; null: nobody told. */
export const toldOf = (condition: Condition, { conditions }: RetentionFacts): ToldFact | null =>
  conditions.find((each) => each.condition === condition) ?? null;

function ownBounds(condition: Condition, facts: RetentionFacts): readonly Bound[] {
  const told = toldOf(condition, facts);
  if (told === null) {
    return facts.cases.length === 0 || condition === "purpose-met" || runsOutside(facts) !== null
      ? [untold(condition, facts)]
      : [];
  }
  if (told.on === null) return [denied(condition, {})];
  // Whoever told it did not know what was flagged since.
  const since = facts.flags.find(({ flag }) => told.flaggedSince.includes(flag));
  return [
    met(condition, told.on, {}),
    ...(since === undefined
      ? []
      : [waiting({ name: "flag", value: since.flag, on: since.on }, condition, condition)]),
  ];
}

const runsOutside = ({ flags }: RetentionFacts) =>
  flags.find(({ flag }) => OUTSIDE_CASES.includes(flag)) ?? null;

function untold(condition: Condition, facts: RetentionFacts): Bound {
  const flag = condition === "proceedings-over" ? runsOutside(facts) : null;
  const fact: NamedFact =
    flag === null ? recordedFact(facts) : { name: "flag", value: flag.flag, on: flag.on };
  return waiting(fact, condition, condition);
}

type OfCase = Pick<NamedFact, "caseId" | "caseNumber">;

const met = (condition: Condition, on: CalendarDate, of: OfCase): Bound =>
  dated({ name: "condition-met", value: condition, ...of, on }, on, condition);
const denied = (condition: Condition, of: OfCase): Bound =>
  waiting({ name: "condition-denied", value: condition, ...of }, condition, condition);

/** Whoever says that they are not over keeps the item, whatever the case system told; a suit that runs keeps it, whatever was said. */
function caseBound(file: CaseFacts): Bound {
  const of = { caseId: file.caseId, caseNumber: file.number };
  const { proceedingsOver: told } = file;
  if (told !== null && told.on === null) return denied("proceedings-over", of);
  // A person who tells that they are over stands in for a case system that is silent.
  const end = endOfCase({ ...file, closedOn: file.closedOn ?? told?.on ?? null });
  if (end.awaits !== null) return waiting(end.fact, end.awaits, "proceedings-over");
  const isTold = told !== null && told.on !== null && told.on >= end.on;
  return isTold && (file.closedOn === null || told.on > end.on)
    ? met("proceedings-over", told.on, of)
    : dated(end.fact, end.on, "proceedings-over");
}

export type CaseEnd =
  | { readonly awaits: null; readonly fact: NamedFact; readonly on: CalendarDate }
  | { readonly awaits: "case-closed" | "litigation-final"; readonly fact: NamedFact };

/** The last of what ended it, as it was told: its closing, or the end of the suit over it. */
export function endOfCase(file: CaseFacts): CaseEnd {
  const { closedOn, litigation, litigationFinalOn } = file;
  const of = { caseId: file.caseId, caseNumber: file.number };
  if (closedOn === null) return { awaits: "case-closed", fact: { name: "case-linked", ...of } };
  if (litigation === "open") {
    return { awaits: "litigation-final", fact: { name: "litigation-open", ...of } };
  }
  const isFinal = litigation === "final" && litigationFinalOn !== null;
  const on = isFinal ? laterDate(closedOn, litigationFinalOn) : closedOn;
  const name = isFinal && on === litigationFinalOn ? "litigation-final" : "case-closed";
  return { awaits: null, fact: { name, ...of, on }, on };
}
