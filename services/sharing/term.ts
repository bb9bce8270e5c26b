/** How long shares, guests and partners last at most, and where nobody says it. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { Refusal } from "../kernel/refusal.ts";

/** Days that a share is open where nobody says how long, and at most. */
export const DEFAULT_DAYS = 14;
export const LONGEST_DAYS = 90;
/** Days that a guest's account is open at most, and a partner's entry in the list. */
export const LONGEST_GUEST_DAYS = 366;
export const LONGEST_PARTNER_DAYS = 3 * 366;

/** @throws Refusal invalid "sharing/bad-term". */
export function requireTerm(today: CalendarDate, until: CalendarDate, longest: CalendarDate): void {
  if (today < until && until <= longest) return;
  throw new Refusal("invalid", "sharing/bad-term", "this term is over, or longer than it may be", {
    fix: "Name a later day, and none behind the longest.",
    facts: { longest },
  });
}
