/** How long something lasts, as ISO 8601 says it: whole years, months, weeks and days, "P6M", "P1Y6M", "P30D". */
import { type CalendarDate, LAST_DATE, addDays, addMonths } from "./calendar-date.ts";

/** A period that `isTerm` takes. */
export type IsoTerm = string & { readonly __brand: "IsoTerm" };

/** Years count as months, weeks as days. */
export interface TermParts {
  readonly months: number;
  readonly days: number;
}

const TERM = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;
/** No archive law counts further, and dates beyond the year 9999 do not sort. */
const MOST_MONTHS = 200 * 12;
const MOST_DAYS = 200 * 366;

/** `text` as a term, or null: nothing, longer than 200 years, or no period of whole days. */
export function parseTerm(text: string): IsoTerm | null {
  const parts = partsOf(text);
  if (parts === null || (parts.months === 0 && parts.days === 0)) return null;
  return parts.months > MOST_MONTHS || parts.days > MOST_DAYS ? null : (text as IsoTerm);
}

/**
 * The last day of a term that begins after `from`: the day itself is not counted, so six months after 31 January end on 31 July.
 * Years and months first, with the month-end clamp of `addMonths`; then weeks and days.
 */
export function addTerm(from: CalendarDate, term: IsoTerm): CalendarDate {
  if (from > NO_TERM_FROM) return LAST_DATE;
  const { months, days } = termParts(term);
  return addDays(months === 0 ? from : addMonths(from, months), days);
}

/** What would end beyond the year 9999 ends with it. */
const NO_TERM_FROM = "9590-01-01" as CalendarDate;

/** Only days (and weeks) can be counted in working days. */
export function daysOf(term: IsoTerm): number | null {
  const { months, days } = termParts(term);
  return months === 0 ? days : null;
}

/** Terms come from a few policy packs, and are asked for with every item. */
const known = new Map<IsoTerm, TermParts>();

export function termParts(term: IsoTerm): TermParts {
  const found = known.get(term) ?? partsOf(term) ?? { months: 0, days: 0 };
  if (known.size < 1_000) known.set(term, found);
  return found;
}

function partsOf(text: string): TermParts | null {
  const found = TERM.exec(text);
  if (found === null) return null;
  const [years = 0, months = 0, weeks = 0, days = 0] = found
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days };
}
