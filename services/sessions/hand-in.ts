/** Whether a recording was handed in on time, by the deadline of the pack for the end of duty. Pure. */
import { deadline } from "../calendar/deadline.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Deadline } from "../policy/house-rules.ts";

/** What is known of when a recording was over and when it came in. */
export interface HandIn {
  readonly receivedAt: UtcInstant;
  /** The end of its session as it was told; else of the recording, by the device's clock; null: neither is known. */
  readonly endedAt: UtcInstant | null;
}

export const HAND_INS = ["onTime", "late", "untimed", "clockAhead"] as const;
/** "untimed": no end is known; "clockAhead": over after it came in, the clock that says so was wrong. */
export type HandInState = (typeof HAND_INS)[number];

type Rule = Pick<Deadline, "amount" | "unit">;
const HOUR_MS = 3_600_000;
/** Clocks of cameras are never quite right. */
const SLACK_MS = 5 * 60_000;

export interface HandInCalendar {
  readonly days: ZoneDays;
  readonly calendar: WorkingDays;
}

export function handInState(
  { receivedAt, endedAt }: HandIn,
  rule: Rule,
  { days, calendar }: HandInCalendar,
): HandInState {
  if (endedAt === null) return "untimed";
  if (endedAt > plusMs(receivedAt, SLACK_MS)) return "clockAhead";
  return receivedAt <= handInUntil(endedAt, rule, { days, calendar }) ? "onTime" : "late";
}

export type HandInTally = Record<HandInState, number>;

export const noHandIns = (): HandInTally => ({ onTime: 0, late: 0, untimed: 0, clockAhead: 0 });

export function tallyHandIn(
  tally: HandInTally,
  handIn: HandIn,
  rule: Rule,
  by: HandInCalendar,
): void {
  tally[handInState(handIn, rule, by)] += 1;
}

/** The last moment to hand in what was over at `endedAt`. */
export function handInUntil(
  endedAt: UtcInstant,
  { amount, unit }: Rule,
  { days, calendar }: HandInCalendar,
): UtcInstant {
  if (unit === "hours") return plusMs(endedAt, amount * HOUR_MS);
  const term = { amount, unit: unit === "working-days" ? "working" : "calendar" } as const;
  return days.endOf(deadline(calendar, days.dayOf(endedAt), term).due);
}
