/**
 * When something is due by a term of procedure: the day it begins is not counted, and an end on a day off moves to the next
 * working day, also of terms in calendar days (公安机关办理行政案件程序规定 art. 35; "2, 3, 5, 7 days" of 行政处罚法 are
 * working days by its art. 85). Terms of keeping are not moved: nobody has to act on their last day.
 */
import { type CalendarDate, addDays } from "./calendar-date.ts";
import { type WorkingDays, addWorkingDays, isProvisional, rollForward } from "./working-days.ts";

export interface DeadlineTerm {
  /** Whole days, 1 to 3 660. */
  readonly amount: number;
  readonly unit: "working" | "calendar";
}

export interface Deadline {
  readonly due: CalendarDate;
  /** A year that was counted through has no working-day table yet: the day may move when one is imported. */
  readonly provisional: boolean;
}

export function deadline(
  calendar: WorkingDays,
  from: CalendarDate,
  { amount, unit }: DeadlineTerm,
): Deadline {
  if (unit === "working") {
    const due = addWorkingDays(calendar, from, amount);
    return { due, provisional: isProvisional(calendar, addDays(from, 1), due) };
  }
  const last = addDays(from, amount);
  const due = rollForward(calendar, last);
  return { due, provisional: isProvisional(calendar, last, due) };
}
