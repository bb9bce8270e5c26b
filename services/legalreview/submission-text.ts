/** The exact text of a submission: a snapshot of the case by digests, as it was on that day, with the report on legality and sufficiency. */
import { z } from "zod";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import {
  boundedText,
  digestField,
  factsField,
  idField,
  parseExactText,
  rulesField,
  wordsField,
} from "../casefile/exact-text.ts";
import { LITIGATION, PARTY_KINDS } from "../cases/case-facts.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId, OfficerId, SessionId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { ENFORCEMENT_KINDS } from "../policy/enforcement-words.ts";
import { REVIEW_POINTS } from "../policy/legal-review.ts";
import { RECORD_KINDS } from "../sessions/annotation.ts";
import { POINT_STATES, type ReasonCode } from "./point.ts";

const as = <T extends string>() => idField.transform((text) => text as T);
const itemId = as<ItemId>();
const sessionId = as<SessionId>();
const day = z.iso.date().transform((text) => text as CalendarDate);
const instant = z.iso.datetime().transform((text) => text as UtcInstant);
const code = z.string().max(80);

export const PointText = z.strictObject({
  point: z.enum(REVIEW_POINTS),
  state: z.enum(POINT_STATES),
  reasons: z
    .array(
      z.strictObject({
        code: code.transform((text) => text as ReasonCode),
        weight: z.enum(["against", "unknown", "note"]),
        sessionId: sessionId.nullable(),
        itemId: itemId.nullable(),
        facts: factsField,
      }),
    )
    .max(50_000),
});

const Item = z.strictObject({
  item: itemId,
  session: sessionId.nullable(),
  stage: code,
  /** Of the original and of its signed manifest; null: it was not sealed. */
  sealed: z.strictObject({ sha256: digestField, manifestSha256: digestField }).nullable(),
  source: code.nullable(),
  audit: z.strictObject({ objects: z.int(), audited: z.int(), open: z.array(code).max(100) }),
});

const Session = z.strictObject({
  session: sessionId,
  number: wordsField,
  day: day.nullable(),
  activities: z.array(code).max(100),
  verdict: z.enum(["complete", "open", "incomplete"]),
  officers: z
    .array(
      z.strictObject({
        officer: as<OfficerId>(),
        /** Valid on that day; null: none was. */
        credential: z
          .strictObject({
            credentialNo: wordsField,
            name: wordsField,
            validFrom: day,
            validTo: day.nullable(),
          })
          .nullable(),
      }),
    )
    .max(200),
});

const Record = z.strictObject({
  item: itemId,
  record: z.enum(RECORD_KINDS),
  documentNo: wordsField,
  sha256: digestField,
  relation: z.enum(["supports", "replaces"]),
  segments: z.int(),
});

/** Parties by code alone: their names are for those who may see them. */
const CaseFactsText = z.strictObject({
  title: wordsField,
  actionKind: z.enum(ENFORCEMENT_KINDS).nullable(),
  agencyUnit: wordsField.nullable(),
  filedOn: day.nullable(),
  decidedOn: day.nullable(),
  litigation: z.enum(LITIGATION),
  majorDecision: z.boolean(),
  majorReasons: z.array(wordsField).max(100),
  powerItem: z.strictObject({ code: wordsField, version: wordsField }).nullable(),
  /** Absent in texts from before cases named them. */
  legalBasis: z
    .array(z.strictObject({ instrument: wordsField, article: wordsField.nullable(), version: day }))
    .max(100)
    .default([]),
  flags: z.array(code).max(40),
  parties: z.array(z.strictObject({ code: wordsField, kind: z.enum(PARTY_KINDS) })).max(1_000),
});

export const Submission = z.strictObject({
  type: z.literal("holdfast/legal-review-submission/v1"),
  case: z.strictObject({ id: as<CaseId>(), number: wordsField }),
  round: z.int().min(1),
  /** Of the submission of the round before; null: this is the first. */
  previousSha256: digestField.nullable(),
  submittedAt: instant,
  submittedBy: z.strictObject({ id: as<UserId>(), name: wordsField }),
  /** What the handling unit says for it; of a later round what was done about the problems. */
  statement: z.string().max(4_000),
  rules: rulesField,
  /** Codes of the pack that ask for a review; none: it was submitted all the same. */
  grounds: z.array(code).max(40),
  opinionDue: z
    .strictObject({ workingDays: z.int(), on: day, provisional: z.boolean() })
    .nullable(),
  facts: CaseFactsText,
  caseFile: z.strictObject({ version: z.int(), sha256: digestField }).nullable(),
  items: z.array(Item).max(1_000),
  sessions: z.array(Session).max(500),
  records: z.array(Record).max(5_000),
  points: z.array(PointText).max(REVIEW_POINTS.length),
});
export type Submission = z.infer<typeof Submission>;

/** @throws Refusal invalid "legalreview/too-much": a part of it, or all of it, is past what is read back. */
export const submissionText = (submission: Submission): string =>
  boundedText(Submission, submission, tooMuch);

export const tooMuch = (): Refusal =>
  new Refusal("invalid", "legalreview/too-much", "the case has more than one round can hold", {
    fix: "A round holds 1 000 items and 500 sessions: divide the case.",
  });

/** @throws Refusal tampered "legalreview/malformed". */
export const parseSubmission = (text: string): Submission => parsed(Submission, text);

export function parsed<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return parseExactText(schema, text);
  } catch (cause) {
    throw new Refusal("tampered", "legalreview/malformed", "a kept document is malformed", {
      cause,
    });
  }
}
