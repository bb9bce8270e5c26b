/** One thing that a class says of an item: a day before which it must not end, or what must come about first. */
import type { Trigger } from "../policy/retention-class.ts";
import type { Condition } from "../policy/term.ts";
import type { NamedFact, Until } from "./facts.ts";

/** What must come about before the end is known. */
export type Awaited = Trigger | "archive-term" | Condition;

export interface Bound {
  readonly fact: NamedFact;
  /** Null: no day is known, as long as `awaits` has not come about. */
  readonly until: Until | null;
  readonly awaits: Awaited | null;
  /** ISO 8601, or the word of a term that is none. */
  readonly term: string;
  /** A year that it was counted through has no working-day table. */
  readonly provisional: boolean;
}

export const dated = (fact: NamedFact, until: Until, term: string): Bound => ({
  ...{ fact, until, term },
  ...{ awaits: null, provisional: false },
});
export const waiting = (fact: NamedFact, awaits: Awaited, term: string): Bound => ({
  ...{ fact, awaits, term },
  ...{ until: null, provisional: false },
});
