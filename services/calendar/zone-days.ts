/** Days of the agency's zone and instants of UTC: a recording of 23:30 in Haikou is of that day there, and of its afternoon in UTC. */
import { Temporal } from "temporal-polyfill";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import { type CalendarDate, dayAfter } from "./calendar-date.ts";

/** Where no zone is configured: laws are counted in the zone of those who made them, not in that of a machine. */
export const DEFAULT_ZONE = "Asia/Shanghai";

export interface ZoneDays {
  /** A zone of the IANA database. */
  readonly zone: string;
  /** The day it is in the zone at that instant. */
  dayOf(at: UtcInstant): CalendarDate;
  /** The first instant after that day in the zone: what is kept until that day is kept until then. */
  endOf(day: CalendarDate): UtcInstant;
}

export function zoneDays(zone: string): ZoneDays {
  const format = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" },
  });
  return {
    zone,
    dayOf: (at) => format.format(new Date(at)) as CalendarDate,
    endOf: (day) => {
      const next = Temporal.PlainDate.from(dayAfter(day)).toZonedDateTime(zone);
      return utcInstant(new Date(next.epochMilliseconds));
    },
  };
}
