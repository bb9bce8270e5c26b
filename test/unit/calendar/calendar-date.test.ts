/** Calendar dates: only days that exist, compared and moved as days. */
import { expect, test } from "vitest";
import {
  type CalendarDate,
  addDays,
  compareDates,
  parseCalendarDate,
} from "../../../services/calendar/calendar-date.ts";

const day = (text: string): CalendarDate => parseCalendarDate(text)!;

test("a date is a day that exists, written one way", () => {
  for (const text of ["2025-09-24", "2024-02-29", "1000-01-01", "9999-12-31"]) {
    expect(parseCalendarDate(text)).toBe(text);
  }
  const wrong = ["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-9-24", "0999-01-01"];
  for (const text of [
    ...wrong,
    "2025-09-24T00:00:00Z",
    " 2025-09-24",
    "20250924",
    "",
    "２０２５-09-24",
  ]) {
    expect(parseCalendarDate(text), text).toBeNull();
  }
});

test("dates are moved over months, leap days and clock changes, and never out of range", () => {
  expect(addDays(day("2025-01-31"), 1)).toBe("2025-02-01");
  expect(addDays(day("2024-02-28"), 1)).toBe("2024-02-29");
  expect(addDays(day("2025-03-30"), 1)).toBe("2025-03-31");
  expect(addDays(day("2025-01-01"), -1)).toBe("2024-12-31");
  expect(addDays(day("2025-01-01"), 0)).toBe("2025-01-01");
  expect(() => addDays(day("9999-12-31"), 1)).toThrow(RangeError);
  expect(() => addDays(day("2025-01-01"), Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
});

test("dates sort as time passes", () => {
  const dates = ["2026-01-01", "2025-12-31", "2025-02-01"].map(day).sort(compareDates);
  expect(dates).toEqual(["2025-02-01", "2025-12-31", "2026-01-01"]);
  expect(compareDates(day("2025-02-01"), day("2025-02-01"))).toBe(0);
});
