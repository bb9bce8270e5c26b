/** One year of a working-day table as an authority published it: holidays, make-up days, and the number of the notice. */
import { z } from "zod";
import { Refusal } from "../kernel/refusal.ts";
import { type CalendarDate, addDays, parseCalendarDate, weekday, yearOf } from "./calendar-date.ts";

const day = z.string().transform((text, context) => {
  const date = parseCalendarDate(text);
  if (date !== null) return date;
  context.addIssue({ code: "custom", message: "no day of the calendar, e.g. 2025-10-01" });
  return z.NEVER;
});
const words = z.string().trim().min(1).max(200);

/** The file: its own year's days alone; a holiday that began in December before stands in that year's table. */
export const YearTable = z
  .strictObject({
    /** Whose table; one house has one. */
    region: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/),
    year: z.int().min(1990).max(2199),
    /** A correction has a higher one. */
    version: z.int().min(1).max(999).default(1),
    /** Number of the notice that says so, e.g. "国办发明电〔2024〕12号". */
    notice: words,
    issuedOn: day,
    holidays: z
      .array(
        z.strictObject({ from: day, to: day, name: z.strictObject({ "zh-CN": words, en: words }) }),
      )
      .max(60),
    /** Saturdays and Sundays on which people work. */
    workdays: z.array(day).max(60),
  })
  .superRefine((table, context) => {
    for (const problem of problemsOf(table)) context.addIssue({ code: "custom", message: problem });
  });
export type YearTable = z.infer<typeof YearTable>;

interface Days {
  readonly year: number;
  readonly holidays: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[];
  readonly workdays: readonly CalendarDate[];
}

function problemsOf(table: Days): string[] {
  const problems: string[] = [];
  const off = new Set<CalendarDate>();
  for (const { from, to } of table.holidays) {
    if (to < from || yearOf(from) !== table.year || yearOf(to) !== table.year) {
      problems.push(`${from} to ${to} is no stretch of ${table.year}`);
      continue;
    }
    for (const date of daysFrom(from, to)) {
      if (off.has(date)) problems.push(`${date} stands twice`);
      off.add(date);
    }
  }
  const made = new Set<CalendarDate>();
  for (const date of table.workdays) {
    if (yearOf(date) !== table.year) problems.push(`${date} is not in ${table.year}`);
    if (weekday(date) < 6)
      problems.push(`${date} is no Saturday or Sunday: it is a working day anyhow`);
    if (off.has(date)) problems.push(`${date} is a holiday and a working day`);
    if (made.has(date)) problems.push(`${date} stands twice`);
    made.add(date);
  }
  return problems;
}

/** All days of a stretch, both ends included. */
export function daysFrom(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}

/** @throws Refusal invalid "calendar/bad-table" that names every problem at once. */
export function parseYearTable(value: unknown): YearTable {
  const parsed = YearTable.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  throw badTable(problems);
}

export const badTable = (problems: readonly string[]): Refusal =>
  new Refusal("invalid", "calendar/bad-table", "this is no working-day table", {
    fix: problems.slice(0, 20).join("; "),
    facts: { problems: problems.length, first: problems.slice(0, 5).join("; ") },
  });
