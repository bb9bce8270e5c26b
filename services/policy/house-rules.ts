/** What a pack says beside recordings: secrecy, deadlines, reports, and how much equipment there must be. */
import { z } from "zod";
import {
  AGENCY_LEVELS,
  actionKinds,
  citeList,
  codeField,
  confirmedField,
  textField,
} from "./pack-fields.ts";
import { TRIGGERS } from "./retention-class.ts";
import { durationField } from "./term.ts";

export const SECRECY_KINDS = [
  "state-secret",
  "work-secret",
  "trade-secret",
  "personal-privacy",
  "minors",
  "informants",
] as const;
export type SecrecyKind = (typeof SECRECY_KINDS)[number];

export const SecrecyFamily = z.strictObject({
  code: codeField,
  kind: z.enum(SECRECY_KINDS),
  title: textField,
  /** Highest first. */
  levels: z
    .array(
      z.strictObject({
        code: codeField,
        title: textField,
        /** The longest term from the day it was issued; null: no rule bounds it. */
        longest: durationField.nullable(),
        /** Which agencies may set it; the others propose it. */
        setBy: z.array(z.enum(AGENCY_LEVELS)).max(AGENCY_LEVELS.length),
        cite: citeList,
      }),
    )
    .min(1)
    .max(8),
  review: durationField.nullable(),
  /** Whether a label ends by itself when its term is over. */
  endsByItself: z.boolean(),
  /** Whether a house refuses such recordings at the door unless its operator says that it may store them. */
  refusedUnlessStated: z.boolean(),
  /** What is to be done before a copy leaves the house. */
  beforeRelease: textField.nullable(),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type SecrecyFamily = z.infer<typeof SecrecyFamily>;

export const DEADLINE_TRIGGERS = [
  ...TRIGGERS,
  "decision-changed",
  "duty-ended",
  "preservation-registered",
  "seizure-started",
  "suit-received",
  "secrecy-doubted",
] as const;

export const Deadline = z.strictObject({
  code: codeField,
  title: textField,
  trigger: z.enum(DEADLINE_TRIGGERS),
  amount: z.int().min(1).max(3660),
  unit: z.enum(["working-days", "calendar-days", "hours"]),
  /** Once more by so much, with a reason; null: never. */
  extension: z.int().min(1).max(3660).nullable(),
  /** Empty: of whatever kind the act is. Where two fit, the one that names the kind counts. */
  actionKinds,
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type Deadline = z.infer<typeof Deadline>;

export const REPORT_MEASURES = [
  "recording-rate",
  "linkage-rate",
  "on-time-hand-in",
  "completeness",
  "equipment-ratio",
  "recording-rooms",
  "legal-review-coverage",
  "disposals",
  "holds",
  "integrity-findings",
  "publicity",
  "spot-checks",
] as const;

export const ReportDefinition = z.strictObject({
  code: codeField,
  title: textField,
  period: z.enum(["quarter", "year"]),
  /** Calendar days after the last day of the period; null: no rule gives a day. */
  dueDaysAfter: z.int().min(1).max(366).nullable(),
  measures: z.array(z.enum(REPORT_MEASURES)).min(1).max(REPORT_MEASURES.length),
  confirmedByAgency: confirmedField,
  cite: citeList,
});

/** One for so many officers, and never fewer than `least` in an agency. */
export const Ratio = z.strictObject({
  of: z.enum(["device-sets", "recording-rooms", "legal-reviewers"]),
  title: textField,
  /** Null: however many officers there are. */
  officersEach: z.int().min(1).max(10_000).nullable(),
  rounding: z.enum(["up", "down"]),
  least: z.int().min(0).max(1_000),
  /** Whether it is only told of, because the house does not know the figures. */
  isForInformation: z.boolean(),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type Ratio = z.infer<typeof Ratio>;
