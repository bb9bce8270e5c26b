/** When somebody has to look at an item whether it is still needed, by the classes it is in. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type IsoTerm, addTerm } from "../calendar/term.ts";
import type { AppliedClass } from "./classes.ts";
import type { NamedFact, RetentionFacts } from "./facts.ts";

export interface DueLook {
  readonly of: AppliedClass;
  /** What its term counts from. */
  readonly fact: NamedFact;
  readonly term: string;
  /** The last day for it. */
  readonly on: CalendarDate;
}

/** The soonest that any class asks for which it was not raised out of: from the look before, else from its reception. */
export function nextLook(
  applied: readonly AppliedClass[],
  { reviewed, receivedOn }: RetentionFacts,
): DueLook | null {
  const fact: NamedFact & { readonly on: CalendarDate } =
    reviewed === null
      ? { name: "received", on: receivedOn }
      : { name: "reviewed", on: reviewed.on };
  return applied.reduce<DueLook | null>((soonest, each) => {
    const { review: term } = each.class;
    if (each.left || term === null) return soonest;
    const byClass = addTerm(fact.on, term as IsoTerm);
    // Whoever looked may ask for the next look sooner, never later.
    const on = reviewed !== null && reviewed.next < byClass ? reviewed.next : byClass;
    return soonest === null || on < soonest.on ? { of: each, fact, term, on } : soonest;
  }, null);
}
