/** When a session ran, or is to run, at night or on a day off, by the hours of the pack and the days of the house. Pure. */
import { type CalendarDate, addDays, dayAfter } from "../calendar/calendar-date.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import type { Pack } from "../policy/pack.ts";
import { placedRecordings } from "./continuity.ts";
import type { Recording, Session } from "./session.ts";

export interface OffTimes {
  /** In the agency's zone; null: the pack has no hours of night. */
  readonly night: Pick<NonNullable<Pack["night"]>, "from" | "until"> | null;
  readonly calendar: WorkingDays;
  readonly days: ZoneDays;
}

export interface OffHours {
  readonly kind: "night" | "day-off";
  /** The day in the agency's zone; of a night, the one it begins on. */
  readonly day: CalendarDate;
  readonly from: UtcInstant;
  readonly to: UtcInstant;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Longer ones are a slip of the pen: their first days say enough. */
const MOST_DAYS = 40;
const EARLIEST = Date.UTC(1950, 0);
const LATEST = Date.UTC(2999, 0);

/** By the times that people told; of what they did not tell, by its recordings. */
export function offHours(
  { startedAt, stoppedAt }: Pick<Session, "startedAt" | "stoppedAt">,
  recordings: readonly Recording[],
  times: OffTimes,
): readonly OffHours[] {
  const placed = placedRecordings(recordings);
  const from = startedAt === null ? placed.map((one) => one.from) : [Date.parse(startedAt)];
  const to = stoppedAt === null ? placed.map((one) => one.to) : [Date.parse(stoppedAt)];
  const ends = [...from, ...to];
  if (ends.length === 0) return [];
  return offHoursOf({ from: Math.min(...ends), to: Math.max(...ends) }, times);
}

/** What was planned, as far as it is told. */
export const plannedOffHours = (
  { plannedStart, plannedStop }: Pick<Session, "plannedStart" | "plannedStop">,
  times: OffTimes,
): readonly OffHours[] => {
  const ends = [plannedStart, plannedStop].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  return ends.length === 0
    ? []
    : offHoursOf({ from: Math.min(...ends), to: Math.max(...ends) }, times);
};

function offHoursOf(span: Span, { night, calendar, days }: OffTimes): readonly OffHours[] {
  // A device may claim any time at all.
  if (span.from < EARLIEST || span.to > LATEST) return [];
  const found: OffHours[] = [];
  let day = days.dayOf(at(span.from - 24 * 3_600_000));
  // From the night that began the day before.
  for (let count = 0; count < MOST_DAYS; count += 1) {
    const midnight = Date.parse(days.endOf(day));
    const dayStart = startOf(days, day);
    if (dayStart > span.to) break;
    const whole = { from: dayStart, to: midnight };
    if (!calendar.isWorkingDay(day)) found.push(...within(span, whole, "day-off", day));
    if (night !== null) found.push(...within(span, nightOf(night, day, days), "night", day));
    day = dayAfter(day);
  }
  return found;
}

/** Hours by the clock on the wall, on days that are no day of a changing clock. */
function nightOf(
  { from, until }: NonNullable<OffTimes["night"]>,
  day: CalendarDate,
  days: ZoneDays,
): Span {
  const start = startOf(days, day);
  const isOver = minutes(until) <= minutes(from);
  const end = isOver ? Date.parse(days.endOf(day)) : start;
  return { from: start + minutes(from) * 60_000, to: end + minutes(until) * 60_000 };
}

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
};

const startOf = (days: ZoneDays, day: CalendarDate): number =>
  Date.parse(days.endOf(addDays(day, -1)));

/** What lasts no time is in it where it begins in it. */
function within(
  span: Span,
  off: Span,
  kind: OffHours["kind"],
  day: CalendarDate,
): readonly OffHours[] {
  const [from, to] = [Math.max(span.from, off.from), Math.min(span.to, off.to)];
  const isIn = span.from === span.to ? from <= to && span.from < off.to : from < to;
  return isIn ? [{ kind, day, from: at(from), to: at(to) }] : [];
}

const at = (ms: number): UtcInstant => utcInstant(new Date(ms));
