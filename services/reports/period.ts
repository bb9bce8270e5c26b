/** The periods that are reported on: quarters and years of the agency's calendar. Pure. */
import {
  type CalendarDate,
  addDays,
  addMonths,
  parseCalendarDate,
} from "../calendar/calendar-date.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { UtcInstant } from "../kernel/clock.ts";

export const PERIOD_KINDS = ["quarter", "year"] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Period {
  readonly kind: PeriodKind;
  /** "2026-Q3" or "2026". */
  readonly name: string;
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

const NAME = /^([1-9]\d{3})(?:-Q([1-4]))?$/;
const MONTHS = { quarter: 3, year: 12 } as const;

/** Null: no period is called so. */
export function parsePeriod(name: string): Period | null {
  const [, year, quarter] = NAME.exec(name) ?? [];
  if (year === undefined) return null;
  const month = quarter === undefined ? 1 : Number(quarter) * 3 - 2;
  const first = parseCalendarDate(`${year}-${String(month).padStart(2, "0")}-01`);
  // The last year there is has no day after it.
  if (first === null || year === "9999") return null;
  const kind = quarter === undefined ? "year" : "quarter";
  return { kind, name, first, last: addDays(addMonths(first, MONTHS[kind]), -1) };
}

/** The quarter or year that `day` is in. */
export function periodOf(kind: PeriodKind, day: CalendarDate): Period {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  const name = kind === "year" ? day.slice(0, 4) : `${day.slice(0, 4)}-Q${quarter}`;
  const found = parsePeriod(name);
  if (found === null) throw new RangeError("no period of the years 1000 to 9998");
  return found;
}

/** From its first instant on, up to and without `until`. */
export const instantsOf = (
  { first, last }: Period,
  days: ZoneDays,
): { readonly from: UtcInstant; readonly until: UtcInstant } => ({
  from: days.endOf(addDays(first, -1)),
  until: days.endOf(last),
});

/** The last day for handing it in; null: no rule names one. */
export const reportDueOn = ({ last }: Period, daysAfter: number | null): CalendarDate | null =>
  daysAfter === null ? null : addDays(last, daysAfter);
