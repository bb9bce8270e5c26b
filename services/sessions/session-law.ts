/** What the record of a session is judged by: the part of the pack in force that speaks of it, and the days of the house. Pure. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { ActivityType, RecordAsks } from "../policy/activity-type.ts";
import type { Pack } from "../policy/pack.ts";
import type { OffTimes } from "./off-hours.ts";

export type ActivityRule = Pick<
  ActivityType,
  | "code"
  | "duty"
  | "requiredElements"
  | "requiredShots"
  | "minOfficers"
  | "maxUnexplainedGapSec"
  | "nightOrHolidayWarning"
>;

export interface SessionLaw {
  /** Those of other activities do not matter. */
  readonly rules: readonly ActivityRule[];
  readonly asks: RecordAsks;
  /** When some activities need a reason. */
  readonly offTimes: OffTimes;
}

/** Null: no pack is in force. Then nobody has said that credentials and written records need not be. */
export const sessionLaw = (
  pack: Pick<Pack, "activities" | "recordAsks" | "night"> | null,
  calendar: WorkingDays,
  days: ZoneDays,
): SessionLaw => ({
  rules: pack?.activities ?? [],
  asks: pack?.recordAsks ?? { writtenRecord: true, credentials: true },
  offTimes: { night: pack?.night ?? null, calendar, days },
});
