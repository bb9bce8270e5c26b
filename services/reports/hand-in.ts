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

export interface HandInTally {
  onTime: number;
  late: number;
  /** No end is known. */
  untimed: number;
  /** Over after it came in: the clock that says so was wrong. */
  clockAhead: number;
}

export const noHandIns = (): HandInTally => ({ onTime: 0, late: 0, untimed: 0, clockAhead: 0 });

type Rule = Pick<Deadline, "amount" | "unit">;
const HOUR_MS = 3_600_000;
/** Clocks of cameras are never quite right. */
const SLACK_MS = 5 * 60_000;

export function tallyHandIn(
  tally: HandInTally,
  { receivedAt, endedAt }: HandIn,
  rule: Rule,
  { days, calendar }: { readonly days: ZoneDays; readonly calendar: WorkingDays },
): void {
  if (endedAt === null) tally.untimed += 1;
  else if (endedAt > plusMs(receivedAt, SLACK_MS)) tally.clockAhead += 1;
  else if (receivedAt <= lastInstant(endedAt, rule, days, calendar)) tally.onTime += 1;
  else tally.late += 1;
}

function lastInstant(
  endedAt: UtcInstant,
  { amount, unit }: Rule,
  days: ZoneDays,
  calendar: WorkingDays,
): UtcInstant {
  if (unit === "hours") return plusMs(endedAt, amount * HOUR_MS);
  const term = { amount, unit: unit === "working-days" ? "working" : "calendar" } as const;
  return days.endOf(deadline(calendar, days.dayOf(endedAt), term).due);
}
