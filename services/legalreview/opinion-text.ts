/** The exact text of an opinion: it names the submission by its digest. */
import { z } from "zod";
import { digestField, exactText, idField, wordsField } from "../casefile/exact-text.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, UserId } from "../kernel/ids.ts";
import { REVIEW_POINTS } from "../policy/legal-review.ts";
import { MARKS, VERDICTS } from "./opinion.ts";
import { parsed } from "./submission-text.ts";

export const Opinion = z.strictObject({
  type: z.literal("holdfast/legal-review-opinion/v1"),
  case: z.strictObject({ id: idField.transform((text) => text as CaseId), number: wordsField }),
  round: z.int().min(1),
  submissionSha256: digestField,
  givenAt: z.iso.datetime().transform((text) => text as UtcInstant),
  givenBy: z.strictObject({ id: idField.transform((text) => text as UserId), name: wordsField }),
  verdict: z.enum(VERDICTS),
  text: z.string().max(8_000),
  marks: z
    .array(
      z.strictObject({
        point: z.enum(REVIEW_POINTS),
        mark: z.enum(MARKS),
        text: z.string().max(2_000),
      }),
    )
    .max(REVIEW_POINTS.length),
  document: z.strictObject({ no: wordsField, sha256: digestField }).nullable(),
});
export type Opinion = z.infer<typeof Opinion>;

export const opinionText = (opinion: Opinion): string => exactText(Opinion, opinion);

/** @throws Refusal tampered "legalreview/malformed". */
export const parseOpinion = (text: string): Opinion => parsed(Opinion, text);
