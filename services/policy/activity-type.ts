/** What officers do that is recorded, as a pack says it: the duty to record, from when to when, what must be seen and by whom. */
import { z } from "zod";
import { actionKinds, citeList, codeField, confirmedField, textField } from "./pack-fields.ts";

export const DUTIES = ["full", "situational", "optional"] as const;
export type Duty = (typeof DUTIES)[number];

export const ActivityType = z.strictObject({
  code: codeField,
  title: textField,
  /** Empty: of whatever kind the act is. */
  actionKinds,
  /** A code of the pack's stages. */
  stage: codeField,
  duty: z.enum(DUTIES),
  start: textField,
  stop: textField,
  /** Codes of the pack's elements: what must be known of a recording. */
  requiredElements: z.array(codeField).max(40),
  /** Codes of the pack's shots: what must be seen or heard in it. */
  requiredShots: z.array(codeField).max(40),
  minOfficers: z.int().min(0).max(20),
  /** Seconds; null: gaps are not judged. */
  maxUnexplainedGapSec: z.int().min(0).max(3600).nullable(),
  nightOrHolidayWarning: z.boolean(),
  /** The class a recording of it starts in; null: that of its source. */
  retention: codeField.nullable(),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type ActivityType = z.infer<typeof ActivityType>;

/** What is asked of the record of every session, whatever is done in it. */
export const RecordAsks = z.strictObject({
  /** A written record that a recording supports or replaces. */
  writtenRecord: z.boolean(),
  /** A credential of each officer that was valid on that day. */
  credentials: z.boolean(),
});
export type RecordAsks = z.infer<typeof RecordAsks>;

/** Hours in which a warning is due, in the agency's zone. Past midnight where `until` comes before `from`. */
export const NightHours = z.strictObject({
  from: z.iso.time({ precision: -1 }),
  until: z.iso.time({ precision: -1 }),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
