/** How recorded enforcement is checked by samples (抽查, 评查): score sheets and terms, as a pack says them. */
import { z } from "zod";
import { REVIEW_POINTS } from "./legal-review.ts";
import { citeList, codeField, confirmedField, textField } from "./pack-fields.ts";

/** What is drawn: each recording session, each recording, each case. */
export const SPOT_SUBJECTS = ["session", "item", "case"] as const;
export type SpotSubject = (typeof SPOT_SUBJECTS)[number];

/** What the house can answer by itself of a unit. */
export const SPOT_POINTS = [...REVIEW_POINTS, "linkage"] as const;
export type SpotPoint = (typeof SPOT_POINTS)[number];

const workingDays = z.strictObject({
  workingDays: z.int().min(1).max(250),
  confirmedByAgency: confirmedField,
  cite: citeList,
});

export const SpotCriterion = z.strictObject({
  code: codeField,
  title: textField,
  points: z.int().min(0).max(1_000),
  /** What loses points, and how many. */
  loses: textField,
  /** Failed, it decides the grade of the whole sheet. */
  fatal: z.boolean(),
  /** What of the house's own knowledge is shown beside it; null: a person alone can tell. */
  point: z.enum(SPOT_POINTS).nullable(),
  confirmedByAgency: confirmedField,
  cite: citeList,
});

export const SpotGrade = z.strictObject({
  code: codeField,
  title: textField,
  /** Of a hundred, from which on it is given. */
  least: z.int().min(0).max(100),
});

export const ScoreSheet = z.strictObject({
  code: codeField,
  title: textField,
  subjects: z.array(z.enum(SPOT_SUBJECTS)).min(1).max(SPOT_SUBJECTS.length),
  criteria: z.array(SpotCriterion).min(1).max(60),
  /** Highest first; the last one is given from 0 on. */
  grades: z.array(SpotGrade).min(1).max(10),
  /** Code of the grade of a sheet with a fatal criterion that failed. */
  fatalGrade: codeField,
});
export type ScoreSheet = z.infer<typeof ScoreSheet>;

export const SpotCheckRules = z.strictObject({
  title: textField,
  sheets: z.array(ScoreSheet).min(1).max(10),
  /** From the day the population is fixed, until all sheets are closed; null: no rule says. */
  sheetsDue: workingDays.nullable(),
  /** From the day a sheet is closed, for whoever was checked to answer; null: no rule gives a term, and there is no end. */
  answer: workingDays.nullable(),
  confirmedByAgency: confirmedField,
  cite: citeList,
});
export type SpotCheckRules = z.infer<typeof SpotCheckRules>;
