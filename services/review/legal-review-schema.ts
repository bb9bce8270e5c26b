/** The shapes of /api/v1 about legal review: see api-schema.ts. */
import { z } from "zod";
import { SIGNATURE_MAX_BYTES } from "../exports/acknowledge.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { CHANGED_PARTS } from "../legalreview/changes.ts";
import { REVIEW_FINDINGS, REVIEW_STATES } from "../legalreview/need.ts";
import { MARKS, VERDICTS } from "../legalreview/opinion.ts";
import { POINT_STATES } from "../legalreview/point.ts";
import { REVIEW_POINTS } from "../policy/legal-review.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";
import { DocumentHead, ProvenText } from "./case-file-schema.ts";
import { BASE64 } from "./copy-schema.ts";

const id = IdPath.shape.id;
const day = z.iso.date();
const text = z.object({ "zh-CN": z.string(), en: z.string() });
const digest = z.string().refine((one) => parseSha256(one) === one, "no SHA-256 in lower case");

export const SubmitRequest = z.strictObject({
  statement: z
    .string()
    .trim()
    .min(2)
    .max(4_000)
    .describe("What the handling unit says for it; later, what was done about the problems"),
});

export const OpinionRequest = z.strictObject({
  submissionSha256: digest.describe("Of the submission that was read"),
  verdict: z.enum(VERDICTS),
  text: z.string().trim().min(2).max(8_000),
  marks: z
    .array(
      z.strictObject({
        point: z.enum(REVIEW_POINTS),
        mark: z.enum(MARKS),
        text: z.string().trim().max(2_000).default(""),
      }),
    )
    .max(REVIEW_POINTS.length)
    .default([])
    .describe("Points that are not marked were not spoken of"),
  document: z
    .strictObject({ no: z.string().trim().min(1).max(200), sha256: digest })
    .nullable()
    .default(null)
    .describe("The written opinion as it was signed"),
});

export const RoundPath = z.object({ id, round: z.string().regex(/^[1-9]\d{0,5}$/) });

export const ReviewPointShown = z.object({
  point: z.enum(REVIEW_POINTS),
  group: z.enum(["legality", "sufficiency"]),
  title: text,
  state: z.enum(POINT_STATES),
  reasons: z.array(
    z.object({
      code: z.string(),
      weight: z.enum(["against", "unknown", "note"]),
      sessionId: id.nullable(),
      itemId: id.nullable(),
      text,
    }),
  ),
});
export const ReviewReport = z.object({ points: z.array(ReviewPointShown) });

export const UnitSignatureRequest = z.strictObject({
  signature: z
    .base64()
    .meta(BASE64)
    .min(4)
    .max(Math.ceil(SIGNATURE_MAX_BYTES / 3) * 4)
    .describe(
      "Detached CMS over the submission's text, DER, by a certificate of the handling unit",
    ),
});
export const UNIT_SIGNATURE_BODY_MAX_BYTES = Math.ceil(SIGNATURE_MAX_BYTES / 3) * 4 + 1_024;

const instant = z.iso.datetime();
const UnitSignatureShown = z.object({
  ...{ sha256: z.string(), signer: z.string(), certificateSha256: z.string(), root: z.string() },
  signedAt: instant.nullable().describe("By the signer's own word"),
  ...{ at: instant, by: id, byName: z.string().describe("Who presented it") },
});

const OpinionHead = DocumentHead.extend({ verdict: z.enum(VERDICTS) });
const Round = z.object({
  round: z.int(),
  submission: DocumentHead,
  dueOn: day.nullable().describe("The last day for the opinion; null: no rule says"),
  unitSignature: UnitSignatureShown.nullable().describe("The handling unit's own; null: none"),
  needsUnitSignature: z
    .boolean()
    .describe(
      "The house asks for it, the submission names a unit, and neither it nor an opinion is there",
    ),
  opinion: OpinionHead.nullable().describe("Null: it waits for one"),
});

export const CaseReviewBody = z.object({
  isNeeded: z.boolean().describe("By the pack in force"),
  grounds: z.array(
    z.object({
      code: z.string(),
      title: text,
      cite: z.array(z.object({ source: z.string(), at: z.string() })),
    }),
  ),
  state: z.enum(REVIEW_STATES),
  finding: z
    .enum(REVIEW_FINDINGS)
    .nullable()
    .describe("The case was decided without an agreed round, or before it; null: neither"),
  dueOn: day.nullable(),
  rounds: z
    .array(Round)
    .describe("Oldest first; those that name what you may not know of are not there"),
});

const Change = z.object({
  part: z.enum(CHANGED_PARTS),
  act: z.enum(["added", "removed", "changed"]),
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

export const ReviewRound = z.object({
  ...Round.shape,
  statement: z.string(),
  submitted: ProvenText,
  unitCms: z
    .base64()
    .meta(BASE64)
    .nullable()
    .describe("What the handling unit signed, detached CMS"),
  counts: z.object({ items: z.int(), sessions: z.int(), records: z.int() }),
  caseFileVersion: z.int().nullable(),
  provisional: z.boolean().describe("A year without a table of working days was counted through"),
  points: z.array(ReviewPointShown).describe("As they were on the day of submission"),
  changes: z
    .array(Change)
    .nullable()
    .describe("Since the round before; null: there is none, or none for you"),
  said: z
    .object({
      text: z.string(),
      marks: z.array(
        z.object({ point: z.enum(REVIEW_POINTS), mark: z.enum(MARKS), text: z.string() }),
      ),
      document: z.object({ no: z.string(), sha256: z.string() }).nullable(),
      given: ProvenText,
    })
    .nullable(),
});

/** report.json of a round. */
export const SufficiencyReport = z.object({
  type: z.literal("holdfast/sufficiency-report/v1"),
  case: z.object({ id, number: z.string() }),
  ...{ round: z.int(), submissionSha256: z.string(), submittedAt: instant },
  rules: z
    .object({ code: z.string(), version: z.int(), sha256: z.string() })
    .nullable()
    .describe("The pack that was in force"),
  ...{ points: ReviewRound.shape.points, unitSignature: Round.shape.unitSignature },
  opinion: OpinionHead.pick({ verdict: true, sha256: true })
    .extend(ReviewRound.shape.said.unwrap().pick({ marks: true, document: true }).shape)
    .nullable(),
});

export const WaitingReviews = pageOf(
  z.object({
    ...{ caseId: id, caseNumber: z.string(), round: z.int(), submittedAt: z.iso.datetime() },
    ...{ dueOn: day.nullable(), isOverdue: z.boolean() },
  }),
);
export const WaitingQuery = PageQuery;
export const UnreviewedCases = pageOf(
  z.object({
    ...{ id, number: z.string(), decidedOn: day.nullable() },
    finding: z.enum(REVIEW_FINDINGS).nullable().describe("Not null: it was decided without"),
    grounds: z.array(z.object({ code: z.string(), title: text })),
  }),
);

export type OpinionRequestBody = z.input<typeof OpinionRequest>;
export type ReviewPointBody = z.infer<typeof ReviewPointShown>;
export type CaseReviewBodyOut = z.infer<typeof CaseReviewBody>;
export type ReviewRoundBody = z.infer<typeof ReviewRound>;
export type ReviewRoundHeadBody = z.infer<typeof Round>;
export type WaitingReviewsBody = z.infer<typeof WaitingReviews>;
export type UnreviewedCaseBody = z.infer<typeof UnreviewedCases>["entries"][number];
