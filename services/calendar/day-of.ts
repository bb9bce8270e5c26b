/** Which day an instant falls on in the agency's zone. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { ZoneTime } from "../kernel/zone-time.ts";
import { type CalendarDate, parseCalendarDate } from "./calendar-date.ts";

export function dayOf(zoneTime: ZoneTime, at: UtcInstant): CalendarDate {
  const date = parseCalendarDate(zoneTime(at).slice(0, 10));
  if (date === null) throw new RangeError("an instant beyond the years 1000 to 9999");
  return date;
}
