/** Which decisions a legal person looks at before they are made (法制审核), by when, and what a submission must show: as a pack says it. */
import { z } from "zod";
import { FLAGS } from "./enforcement-words.ts";
import { actionKinds, citeList, codeField, confirmedField, textField } from "./pack-fields.ts";

/** Legal (合法): by whom and how it was taken. */
export const LEGALITY_POINTS = [
  "legal-basis",
  "two-officers",
  "credentials",
  "integrity",
  "source-signature",
] as const;

/** Sufficient (充分): whether what must be shown is there. */
export const SUFFICIENCY_POINTS = [
  "sessions-told",
  "recorded",
  "continuity",
  "required-shots",
  "required-elements",
  "written-records",
  "key-segments",
  "hand-in",
  "case-file",
] as const;

export const REVIEW_POINTS = [...LEGALITY_POINTS, ...SUFFICIENCY_POINTS] as const;
export type ReviewPoint = (typeof REVIEW_POINTS)[number];

/** What asks for a review: each alone is enough. */
const Ground = z.strictObject({
  code: codeField,
  title: textField,
  /** Empty: of whatever kind the act is. */
  actionKinds,
  /** Any of them; empty: every decision of these kinds. */
  whenAny: z.array(z.enum(["major-decision", ...FLAGS])).max(FLAGS.length + 1),
  cite: citeList,
});

export const LegalReview = z.strictObject({
  title: textField,
  grounds: z.array(Ground).min(1).max(40),
  /** In how many working days the opinion is due, from the day of submission; null: no rule says. */
  opinion: z
    .strictObject({
      workingDays: z.int().min(1).max(250),
      confirmedByAgency: confirmedField,
      cite: citeList,
    })
    .nullable(),
  /** What the report on legality and sufficiency answers, in this order. */
  points: z.array(z.enum(REVIEW_POINTS)).min(1).max(REVIEW_POINTS.length),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type LegalReview = z.infer<typeof LegalReview>;
