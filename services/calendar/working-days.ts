/** Which days are working days, by the tables that are loaded; a year without one goes by Saturdays and Sundays, and says so. */
import { sha256 } from "../kernel/digest.ts";
import { type CalendarDate, LAST_DATE, dayAfter, weekday, yearOf } from "./calendar-date.ts";
import { type YearTable, daysFrom } from "./year-table.ts";

export interface WorkingDays {
  isWorkingDay(date: CalendarDate): boolean;
  /** False: no table says anything of that year, and what is counted in it is provisional. */
  isLoaded(year: number): boolean;
  /** Names what is loaded: another table is another name. */
  readonly version: string;
}

/** Of two tables of one year the later one counts: a notice may replace another. */
export function workingDays(tables: readonly YearTable[]): WorkingDays {
  const byYear = new Map(tables.map((table) => [table.year, table]));
  const [off, made] = [new Set<CalendarDate>(), new Set<CalendarDate>()];
  for (const { holidays, workdays } of byYear.values()) {
    for (const { from, to } of holidays) for (const date of daysFrom(from, to)) off.add(date);
    for (const date of workdays) made.add(date);
  }
  const years = [...byYear.keys()].sort((a, b) => a - b);
  return {
    isWorkingDay: (date) => made.has(date) || (weekday(date) < 6 && !off.has(date)),
    isLoaded: (year) => byYear.has(year),
    version: sha256(JSON.stringify(years.map((year) => byYear.get(year)))),
  };
}

/** The first working day from `date` on. */
export function rollForward(calendar: WorkingDays, date: CalendarDate): CalendarDate {
  let day = date;
  while (day < LAST_DATE && !calendar.isWorkingDay(day)) day = dayAfter(day);
  return day;
}

/** The `count`-th working day after `from`, which itself is not counted. */
export function addWorkingDays(
  calendar: WorkingDays,
  from: CalendarDate,
  count: number,
): CalendarDate {
  let day = from;
  for (let left = count; left > 0 && day < LAST_DATE;) {
    day = dayAfter(day);
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** True if a year between both days has no table. */
export function isProvisional(
  calendar: WorkingDays,
  from: CalendarDate,
  to: CalendarDate,
): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    if (!calendar.isLoaded(year)) return true;
  }
  return false;
}
