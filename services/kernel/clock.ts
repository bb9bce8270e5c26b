/** Time as a value: a UTC instant in RFC 3339 with milliseconds, and the clock that gives it. */

/** "2026-11-24T06:32:39.059Z". Sorts as text. */
export type UtcInstant = string & { readonly __brand: "UtcInstant" };

/** Passed in wherever time is needed, so that tests choose it. */
export type Clock = () => UtcInstant;

export const utcInstant = (date: Date): UtcInstant => date.toISOString() as UtcInstant;

/**
 * `text` as an instant, or null if it is no RFC 3339 date-time with a zone, or not in the years 1000 to 9999
 * (UTC): others sort wrongly as text, and PostgreSQL has no year 0.
 */
export function parseInstant(text: string): UtcInstant | null {
  if (!/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/.test(text))
    return null;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return null;
  const instant = utcInstant(date);
  return /^[1-9]\d{3}-/.test(instant) ? instant : null;
}

/** `instant` moved by `ms` milliseconds. */
export const plusMs = (instant: UtcInstant, ms: number): UtcInstant =>
  utcInstant(new Date(Date.parse(instant) + ms));
