/** The exact texts of a closed score sheet and of an answer to it: each names by its digest what it rests on. */
import { z } from "zod";
import { digestField, exactText, idField, wordsField } from "../casefile/exact-text.ts";
import type { OfficerId, SessionId, SpotCheckId } from "../kernel/ids.ts";
import { PointText } from "../legalreview/submission-text.ts";
import { SPOT_POINTS, SPOT_SUBJECTS } from "../policy/spot-check.ts";
import { as, dayText, dueText, instantText, makerText, parsedPaper } from "./population-text.ts";
import { MARK_STATES } from "./score.ts";

/** An officer of a session that was checked, with the credential that was valid on that day; null: none was. */
const Checked = z.strictObject({
  session: as<SessionId>(),
  day: dayText.nullable(),
  officer: as<OfficerId>(),
  credentialNo: wordsField.nullable(),
});

export const SpotSheet = z.strictObject({
  type: z.literal("holdfast/spot-check-sheet/v1"),
  check: as<SpotCheckId>(),
  /** Of the text that fixed population and criteria. */
  populationSha256: digestField,
  /** By which the unit was drawn. */
  seed: digestField,
  subject: z.enum(SPOT_SUBJECTS),
  unit: idField,
  /** From 1; a correction is the next one. */
  version: z.int().min(1),
  /** Of the version before, and why there is another; both null for the first. */
  previousSha256: digestField.nullable(),
  reason: wordsField.nullable(),
  closedAt: instantText,
  closedBy: makerText,
  officers: z.array(Checked).max(2_000),
  /** What the house knew on its own when the sheet was closed. */
  known: z
    .array(z.strictObject({ ...PointText.shape, point: z.enum(SPOT_POINTS) }))
    .max(SPOT_POINTS.length),
  marks: z
    .array(
      z.strictObject({
        criterion: z.string().max(48),
        state: z.enum(MARK_STATES),
        lost: z.int().min(0).max(1_000),
        reason: z.string().max(2_000),
      }),
    )
    .max(60),
  remark: z.string().max(4_000),
  score: z.int(),
  of: z.int(),
  grade: z.string().max(48).nullable(),
  isFatal: z.boolean(),
  answerUntil: dueText,
});
export type SpotSheet = z.infer<typeof SpotSheet>;

export const SpotAnswer = z.strictObject({
  type: z.literal("holdfast/spot-check-answer/v1"),
  check: as<SpotCheckId>(),
  unit: idField,
  /** Of the sheet that is answered. */
  version: z.int().min(1),
  sheetSha256: digestField,
  answeredAt: instantText,
  answeredBy: makerText,
  text: z.string().max(8_000),
});
export type SpotAnswer = z.infer<typeof SpotAnswer>;

export const sheetText = (sheet: SpotSheet): string => exactText(SpotSheet, sheet);
export const answerText = (answer: SpotAnswer): string => exactText(SpotAnswer, answer);

/** @throws Refusal tampered "spotcheck/malformed". */
export const parseSheet = (kept: string): SpotSheet => parsedPaper(SpotSheet, kept);
export const parseAnswer = (kept: string): SpotAnswer => parsedPaper(SpotAnswer, kept);
