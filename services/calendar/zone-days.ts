/** Days of the agency's zone and instants of UTC: a recording of 23:30 in Haikou is of that day there, and of its afternoon in UTC. */
import { Temporal } from "temporal-polyfill";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import { type CalendarDate, dayAfter } from "./calendar-date.ts";

const QUARTER_MS = 15 * 60_000;
const MOST_QUARTERS = 10_000;

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
  const exactly = (ms: number): CalendarDate => format.format(ms) as CalendarDate;
  // Passes ask for the days of a million instants: a quarter of an hour that begins and ends on one day is of that day.
  const quarters = new Map<number, CalendarDate | null>();
  const dayOfQuarter = (quarter: number): CalendarDate | null => {
    const first = exactly(quarter * QUARTER_MS);
    const day = exactly((quarter + 1) * QUARTER_MS - 1) === first ? first : null;
    if (quarters.size >= MOST_QUARTERS) quarters.clear();
    quarters.set(quarter, day);
    return day;
  };
  return {
    zone,
    dayOf: (at) => {
      const ms = Date.parse(at);
      const quarter = Math.floor(ms / QUARTER_MS);
      const known = quarters.get(quarter);
      return (known === undefined ? dayOfQuarter(quarter) : known) ?? exactly(ms);
    },
    endOf: (day) => {
      const next = Temporal.PlainDate.from(dayAfter(day)).toZonedDateTime(zone);
      return utcInstant(new Date(next.epochMilliseconds));
    },
  };
}
