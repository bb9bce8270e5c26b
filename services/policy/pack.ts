/**
 * A policy pack: the rules an agency works under, as dated data. The core knows these shapes and no code of any pack;
 * some marks and elements are its own words, and a pack may require them.
 */
import { z } from "zod";
import { ActivityType, NightHours, RecordAsks } from "./activity-type.ts";
import { Deadline, Ratio, ReportDefinition, SecrecyFamily } from "./house-rules.ts";
import { LegalReview } from "./legal-review.ts";
import { SpotCheckRules } from "./spot-check.ts";
import { AGENCY_LEVELS, codeField, dayField, textField, titledField } from "./pack-fields.ts";
import {
  ArchiveTransfer,
  DefaultClasses,
  DisposalRule,
  Extension,
  HouseRecord,
  Promotion,
  RetentionClass,
} from "./retention-class.ts";

export const PACK_FORMAT = "holdfast-policy/v1";

/** What a pack was made from, and how well whoever wrote it knew that. */
export const PackSource = z.strictObject({
  code: codeField,
  title: textField,
  /** "text": read in the text itself; "excerpt": in parts of it; "second-hand": what others say of it; "practice": what agencies do, no rule. */
  read: z.enum(["text", "excerpt", "second-hand", "practice"]),
});

export const Pack = z.strictObject({
  format: z.literal(PACK_FORMAT),
  code: codeField,
  version: z.int().min(1).max(9_999),
  title: textField,
  /** The first day it may be in force. */
  validFrom: dayField,
  /** The level of the agencies it is made for; null: of any. */
  agencyLevel: z.enum(AGENCY_LEVELS).nullable(),
  /** What whoever adopts it should know first. */
  remarks: textField.nullable(),
  sources: z.array(PackSource).min(1).max(100),
  stages: z.array(titledField).max(40),
  elements: z.array(titledField).max(100),
  shots: z.array(titledField).max(200),
  activities: z.array(ActivityType).max(200),
  night: NightHours.nullable(),
  /** Packs written before there was this part ask for both. */
  recordAsks: RecordAsks.default({ writtenRecord: true, credentials: true }),
  classes: z.array(RetentionClass).min(1).max(60),
  defaults: DefaultClasses,
  promotions: z.array(Promotion).max(60),
  extensions: z.array(Extension).max(10),
  disposal: DisposalRule,
  archiveTransfers: z.array(ArchiveTransfer).max(4),
  secrecy: z.array(SecrecyFamily).max(20),
  deadlines: z.array(Deadline).max(100),
  reports: z.array(ReportDefinition).max(20),
  ratios: z.array(Ratio).max(10),
  records: z.array(HouseRecord).max(20),
  /** Null, as in packs written before there was this part: none is required. */
  legalReview: LegalReview.nullable().default(null),
  /** Null, likewise: the pack has no score sheets. */
  spotChecks: SpotCheckRules.nullable().default(null),
});
export type Pack = z.infer<typeof Pack>;
