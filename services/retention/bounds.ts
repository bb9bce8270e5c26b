/** What one class says of one item: the floors that it promises, what it still waits for, and the ceiling it sets. */
import { type CalendarDate, dayAfter } from "../calendar/calendar-date.ts";
import { type IsoTerm, addTerm, daysOf } from "../calendar/term.ts";
import { type WorkingDays, addWorkingDays, isProvisional } from "../calendar/working-days.ts";
import type { RetentionClass } from "../policy/retention-class.ts";
import type { Term } from "../policy/term.ts";
import { type Bound, dated, waiting } from "./bound.ts";
import { conditionBounds, endOfCase, toldOf } from "./conditions.ts";
import { type CaseFacts, type NamedFact, type RetentionFacts, recordedFact } from "./facts.ts";
import { triggerFacts } from "./triggers.ts";

export function floorsOf(
  { floor, trigger, basis }: RetentionClass,
  facts: RetentionFacts,
  calendar: WorkingDays,
): readonly Bound[] {
  const recorded = recordedFact(facts);
  const found = triggerFacts(trigger, facts);
  const first = found[0]?.fact ?? recorded;
  switch (floor.kind) {
    case "permanent":
      return [dated(first, "permanent", floor.kind)];
    case "until-condition":
      return conditionBounds(floor.condition, facts);
    case "follow-case-file":
      return facts.cases.length === 0
        ? [dated(recorded, addTerm(recorded.on, floor.least as IsoTerm), floor.least)]
        : facts.cases.flatMap((file) => fileFloors(file, floor.least as IsoTerm, recorded));
    case "duration": {
      const from = (fact: NamedFact, on: CalendarDate): Bound =>
        counted(fact, on, floor.iso as IsoTerm, basis, calendar);
      return found.flatMap(({ fact, on }) =>
        on === null
          ? // What comes later can only make it later.
            [from(recorded, recorded.on), waiting(fact, trigger, floor.iso)]
          : [from(fact, on)],
      );
    }
  }
}

export interface Ceiling extends Bound {
  readonly until: CalendarDate;
}

/** The day by which the class wants it gone; null: it names none, or none yet. */
export function ceilingOf(
  retentionClass: RetentionClass,
  facts: RetentionFacts,
  calendar: WorkingDays,
): Ceiling | null {
  const { ceiling, trigger, basis } = retentionClass;
  if (ceiling === null || ceiling.kind === "permanent") return null;
  const term = ceiling.kind === "duration" ? (ceiling.iso as IsoTerm) : null;
  const bounds =
    term === null
      ? endsAsTold(ceiling, floorsOf(retentionClass, facts, calendar), facts)
      : triggerFacts(trigger, facts).map(({ fact, on }) =>
          on === null ? waiting(fact, trigger, term) : counted(fact, on, term, basis, calendar),
        );
  // Of several cases the last one counts, and one that has not come so far leaves it open.
  const ends = bounds.filter(hasDay);
  if (ends.length < bounds.length) return null;
  return ends.reduce<Ceiling | null>(
    (last, end) => (last === null || end.until > last.until ? end : last),
    null,
  );
}

const hasDay = (bound: Bound): bound is Ceiling =>
  bound.until !== null && bound.until !== "permanent";

/** Its purpose is met when a person says so; until then when nothing keeps it any longer: a fact that gives it another one raises its class. */
function endsAsTold(
  ceiling: Term,
  floors: readonly Bound[],
  facts: RetentionFacts,
): readonly Bound[] {
  if (ceiling.kind !== "until-condition") return floors;
  const { condition } = ceiling;
  return condition === "purpose-met" && toldOf(condition, facts) === null
    ? floors.map((bound) => ({ ...bound, term: condition }))
    : conditionBounds(condition, facts);
}

/** As long as the file of its case: `least` counts while the case runs, or nobody tells that it ended. */
function fileFloors(
  file: CaseFacts,
  least: IsoTerm,
  recorded: NamedFact & { readonly on: CalendarDate },
): readonly Bound[] {
  const { archiveTerm } = file;
  const atLeast = dated(recorded, addTerm(recorded.on, least), least);
  const end = endOfCase(file);
  if (end.awaits !== null) return [atLeast, waiting(end.fact, end.awaits, "follow-case-file")];
  const { fact: ended, on } = end;
  // A case may have been closed before this was recorded: from neither day it is kept for less.
  const leastFromEnd = dated(ended, addTerm(on, least), least);
  if (archiveTerm === null)
    return [atLeast, leastFromEnd, waiting(ended, "archive-term", "follow-case-file")];
  const until = archiveTerm === "permanent" ? archiveTerm : addTerm(on, archiveTerm as IsoTerm);
  return [atLeast, leastFromEnd, dated(ended, until, archiveTerm)];
}

function counted(
  fact: NamedFact,
  on: CalendarDate,
  term: IsoTerm,
  basis: RetentionClass["basis"],
  calendar: WorkingDays,
): Bound {
  const days = basis === "working" ? daysOf(term) : null;
  if (days === null) return dated(fact, addTerm(on, term), term);
  const until = addWorkingDays(calendar, on, days);
  const provisional = isProvisional(calendar, dayAfter(on), until);
  return { ...dated(fact, until, term), provisional };
}
