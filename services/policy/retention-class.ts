/** Retention as a pack says it: classes, what a recording starts in, and which facts raise it into another. */
import { z } from "zod";
import { FLAGS } from "./enforcement-words.ts";
import { AGENCY_LEVELS, citeList, codeField, confirmedField, textField } from "./pack-fields.ts";
import { durationField, termField } from "./term.ts";

/** What a term runs from; the day of the trigger itself is not counted. */
export const TRIGGERS = [
  "recorded-end",
  "received",
  "case-filed",
  "decision-made",
  "decision-effective",
  "case-closed",
  "litigation-final",
  "flagged",
  "complaint-received",
  "subject-request",
  "classification-issued",
  "session-end",
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Where a recording comes from, as devices are registered. */
export const SOURCE_KINDS = ["body_camera", "dock", "room_recorder", "cctv"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Facts about a recording, its session or its cases that raise it into another class. */
export const PROMOTING_FACTS = [
  /** It belongs to a case. */
  "linked-as-evidence",
  /** A case of it was closed with its evidence used. */
  "evidence-used",
  "major-decision",
  "litigation-open",
  ...FLAGS,
] as const;
export type PromotingFact = (typeof PROMOTING_FACTS)[number];

export const RetentionClass = z.strictObject({
  code: codeField,
  title: textField,
  trigger: z.enum(TRIGGERS),
  /** Nothing may end before. */
  floor: termField,
  /** What must have ended by then; null: nothing must. Where it comes before a floor, the floor wins, and the conflict is told. */
  ceiling: termField.nullable(),
  /** How days of a duration are counted: "working" takes days alone. */
  basis: z.enum(["calendar", "working"]),
  /** How often somebody looks whether it is still to be kept; null: nobody must. */
  review: durationField.nullable(),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type RetentionClass = z.infer<typeof RetentionClass>;

/**
 * Where any of the facts holds for a recording in one of the classes `from`, it is in `class` instead: the ceilings of the class that
 * is left count no more, its floor stays promised. Rules are applied until none fits any more.
 */
export const Promotion = z.strictObject({
  from: z.array(codeField).min(1).max(60),
  whenAny: z.array(z.enum(PROMOTING_FACTS)).min(1).max(PROMOTING_FACTS.length),
  class: codeField,
  cite: citeList,
});
export type Promotion = z.infer<typeof Promotion>;

/** What a recording starts in: the class of its activity; without one, that of its source; else `otherwise`. */
export const DefaultClasses = z.strictObject({
  bySource: z.partialRecord(z.enum(SOURCE_KINDS), codeField),
  otherwise: codeField,
});

/** Who may ask that a recording stays longer, by how much at once, how often, and how long before its end it is told. */
export const Extension = z.strictObject({
  by: z.enum(["subject", "agency"]),
  longest: durationField,
  /** Null: as often as they like. */
  times: z.int().min(1).max(100).nullable(),
  noticeDays: z.int().min(0).max(365),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type Extension = z.infer<typeof Extension>;

/** How recordings end. Two people at least approve, whatever a pack says. */
export const DisposalRule = z.strictObject({
  noticeDays: z.int().min(0).max(365),
  approvals: z
    .array(z.enum(["records", "legal", "admin"]))
    .min(2)
    .max(4),
  graceDays: z.strictObject({
    default: z.int().min(1).max(365),
    most: z.int().min(1).max(365),
  }),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type DisposalRule = z.infer<typeof DisposalRule>;

/** How long the file of a case is kept, or a recording itself: 10 years, 30 years, for ever (国家档案局令第8号). */
export const ARCHIVE_TERMS = ["P10Y", "P30Y", "permanent"] as const;
export type ArchiveTerm = (typeof ARCHIVE_TERMS)[number];

/** When the recordings of an agency of these levels go to the state archives. */
export const ArchiveTransfer = z.strictObject({
  levels: z.array(z.enum(AGENCY_LEVELS)).min(1).max(AGENCY_LEVELS.length),
  /** From the day it was received on. */
  after: durationField,
  /** Of these terms; in packs written before there was this member, what is kept for ever. */
  terms: z.array(z.enum(ARCHIVE_TERMS)).min(1).max(ARCHIVE_TERMS.length).default(["permanent"]),
  /** How long after the archive's receipt the originals are kept here too; null: they stay. Nothing ends before its floor. */
  localKept: durationField.nullable().default(null),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type ArchiveTransfer = z.infer<typeof ArchiveTransfer>;

/** What the house keeps about itself, for people to know: nothing is reckoned by it. */
export const HouseRecord = z.strictObject({
  code: codeField,
  title: textField,
  kept: termField,
  from: textField,
  confirmedByAgency: confirmedField,
  cite: citeList,
});
