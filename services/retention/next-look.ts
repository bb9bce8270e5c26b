/** When somebody has to look at an item whether it is still needed, by the classes it is in. It promises nothing. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type IsoTerm, addTerm } from "../calendar/term.ts";
import { classesOf } from "./classes.ts";
import type { RetentionFacts } from "./facts.ts";
import type { RetentionRules } from "./rules.ts";

/** The soonest that any class asks for which it was not raised out of: from the look before, else from its reception. Null: nobody must. */
export function nextLook(facts: RetentionFacts, rules: RetentionRules | null): CalendarDate | null {
  if (rules === null) return null;
  const { reviewed, receivedOn } = facts;
  const days = classesOf(facts, rules).applied.flatMap(({ left, class: { review } }) => {
    if (left || review === null) return [];
    const on = addTerm(reviewed?.on ?? receivedOn, review as IsoTerm);
    // Whoever looked may ask for the next look sooner, never later.
    return [reviewed !== null && reviewed.next < on ? reviewed.next : on];
  });
  return days.sort()[0] ?? null;
}
