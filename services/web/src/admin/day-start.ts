/** Days that people choose, as instants. */

/** When a day begins in the reader's zone, `days` later; undefined for what is no day. */
export function dayStart(day: string | undefined, days: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "") ?? [];
  if (year === undefined) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + days).toISOString();
}
