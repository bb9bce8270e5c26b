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

/** Nothing is counted beyond it: longer years do not sort as text. */
export const LAST_DATE = "9999-12-31" as CalendarDate;

/** The day after; the last of all days stays: somebody may have mistyped a year. */
export const dayAfter = (date: CalendarDate): CalendarDate =>
  date === LAST_DATE ? date : addDays(date, 1);

/** `date` moved by whole days. @throws RangeError beyond the years 1000 to 9999. */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  inRange(new Date(msOf(date) + days * DAY_MS));

/**
 * `date` moved by whole months. The last day of a shorter month stands for a day that it does not have: six months after
 * 31 August is the last of February. @throws RangeError beyond the years 1000 to 9999.
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  // Day 0 of the month after is the last one of it.
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return inRange(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))));
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  (msOf(to) - msOf(from)) / DAY_MS;

/** ISO 8601: Monday is 1, Sunday is 7. */
export const weekday = (date: CalendarDate): number => new Date(msOf(date)).getUTCDay() || 7;

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4));

/** The later of two days. */
export const laterDate = (one: CalendarDate, other: CalendarDate): CalendarDate =>
  one > other ? one : other;

const msOf = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`);
const textOf = (at: Date): string => at.toISOString().slice(0, 10);

function inRange(moved: Date): CalendarDate {
  const text = Number.isNaN(moved.getTime()) ? "" : textOf(moved);
  // Of other years the text begins with a sign or a zero.
  if (/^[1-9]\d{3}-/.test(text)) return text as CalendarDate;
  throw new RangeError("a date beyond the years 1000 to 9999");
}
