/** A calendar date of the agency's zone, as law counts: a day, not an instant. */

/** "2025-09-24" (ISO 8601); the years 1000 to 9999. Sorts as text, so `<` compares. */
export type CalendarDate = string & { readonly __brand: "CalendarDate" };

const DAY_MS = 86_400_000;

/** `text` as a date, or null if there is no such day: 2025-02-29 is none. */
export function parseCalendarDate(text: string): CalendarDate | null {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && textOf(at) === text ? (text as CalendarDate) : null;
}

/** Negative, zero or positive, as `Array.sort` takes it. */
export const compareDates = (a: CalendarDate, b: CalendarDate): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** `date` moved by whole days. @throws RangeError beyond the years 1000 to 9999. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  const found = Number.isNaN(moved.getTime()) ? null : parseCalendarDate(textOf(moved));
  if (found === null) throw new RangeError("a date beyond the years 1000 to 9999");
  return found;
}

const textOf = (at: Date): string => at.toISOString().slice(0, 10);
