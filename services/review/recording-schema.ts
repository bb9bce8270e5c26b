/** The shapes of /api/v1 about recording sessions, and what is noted on items: see api-schema.ts. */
import { z } from "zod";
import { FLAGS } from "../policy/enforcement-words.ts";
import { parseInstant } from "../kernel/clock.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { LABEL_KINDS } from "../secrecy/label.ts";
import { RECORD_KINDS } from "../sessions/annotation.ts";
import { Action } from "./action-schema.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";
import { partyCode } from "./case-schema.ts";

const id = IdPath.shape.id;
const words = z.string().trim().min(1).max(200);
const code = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,47}$/u);
const told = z.iso.datetime({ offset: true }).transform((text, context) => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue("no such time");
  return z.NEVER;
});
const reason = z.string().trim().min(3).max(500);

const facts = {
  caseId: id.nullable(),
  activities: z.array(code).max(20).describe("Codes of the policy pack in force"),
  officerIds: z
    .array(id)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, "an officer stands there twice"),
  flags: z.array(z.enum(FLAGS)).max(FLAGS.length),
  place: words.nullable(),
  partyCodes: z.array(partyCode).max(200).describe("As the case calls its parties"),
  plannedStart: told.nullable(),
  plannedStop: told.nullable(),
  startedAt: told.nullable(),
  stoppedAt: told.nullable(),
  startReason: words.nullable(),
  stopReason: words.nullable(),
  announced: z.boolean().describe("Time, place, officers and act were spoken, and the party told"),
  legalBasis: words.nullable(),
  documentNo: words.nullable(),
  pauses: z.array(z.strictObject({ from: told, to: told, reason: words.nullable() })).max(100),
  notRecorded: words.nullable().describe("Why nothing was recorded, where nothing was"),
  urgentReason: words.nullable().describe("Why it could not wait, at night or on a day off"),
};

export const SessionRequest = z.strictObject({
  number: z.string().trim().min(1).max(100),
  ...z.strictObject(facts).partial().shape,
});
export const SessionChangeRequest = z.strictObject({
  revision: z.int().min(0),
  reason: reason.optional(),
  facts: SessionRequest.partial(),
});

const instant = z.iso.datetime();
export const Finding = z.object({
  code: z.string(),
  weight: z.enum(["fault", "open", "note"]),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.object({ "zh-CN": z.string(), en: z.string() }),
});
export const Completeness = z.object({
  verdict: z.enum(["complete", "open", "incomplete"]),
  findings: z.array(Finding),
});
export const CaseCompleteness = z.object({
  verdict: Completeness.shape.verdict,
  sessions: z.array(Completeness.extend({ id, number: z.string() })),
  unplaced: z.array(id).describe("Items of the case that are of no session: nothing judges them"),
  isWhole: z.boolean().describe("False: the case has more sessions than were judged"),
});
const Recording = z.object({
  ...{ itemId: id, deviceId: id, deviceName: z.string() },
  camera: z.string().nullable().describe("That recorded, where a dock sent it"),
  ...{ recordedAt: instant.nullable(), durationMs: z.number().nullable() },
  clock: z
    .object({
      offsetMs: z.int().describe("Its clock minus ours; 0 where it was set meanwhile"),
      errorMs: z.int().describe("The offset may be wrong by so much"),
      spreadMs: z.int().describe("By how much it may have moved between the checks"),
      isJump: z.boolean().describe("It was set between two checks"),
    })
    .nullable()
    .describe("How the clock that it is by was from ours; null: nobody looked"),
  by: z
    .enum(["person", "device", "service"])
    .describe(
      "Who said that it is of this session; service: it was recorded, or made, as part of it",
    ),
});

const at = instant.nullable();
export const SessionSummary = z.object({
  labels: z
    .array(z.enum(LABEL_KINDS))
    .describe("In force on it, on its case, and on what is of it"),
  ...{ id, number: z.string(), caseId: id.nullable(), place: z.string().nullable() },
  ...{ activities: z.array(z.string()), startedAt: at, stoppedAt: at, plannedStart: at },
});
export const SessionDetail = z.object({
  ...{ id, revision: z.int(), createdAt: instant, createdBy: z.string(), number: z.string() },
  ...facts,
  ...{ plannedStart: at, plannedStop: at, startedAt: at, stoppedAt: at },
  flags: z.array(z.string()),
  pauses: z.array(z.object({ from: instant, to: instant, reason: z.string().nullable() })),
  recordings: z.array(Recording),
  completeness: Completeness,
  warnings: z
    .array(Finding)
    .describe("Of what is planned: it needs an emergency, at night or on a day off"),
});
export const CaseLine = z.object({
  recordings: z
    .array(Recording.extend({ sessionId: id.nullable() }))
    .describe("By when they were recorded, untold ones last"),
  sessions: z.array(
    z.object({
      ...{ id, number: z.string(), activities: z.array(z.string()), startedAt: at, stoppedAt: at },
      pauses: SessionDetail.shape.pauses,
    }),
  ),
  markers: z.array(z.object({ id, itemId: id, kind: z.string(), atMs: z.number() })),
  records: z
    .array(z.object({ id, itemId: id, kind: z.enum(RECORD_KINDS), documentNo: z.string() }))
    .describe("Written records that its recordings support or replace"),
  isWhole: z.boolean().describe("False: the case has more than stands here"),
});
export const SessionPage = pageOf(SessionSummary);
export const SessionHistory = pageOf(Action);
export const SessionQuery = PageQuery.extend({
  caseId: id.optional(),
  handIn: z.enum(["late"]).optional().describe("Nothing was handed in by its day; the first 50"),
});
export const PlaceRequest = z.strictObject({ itemId: id });
export const RemoveRequest = z.strictObject({ reason });
export const SessionItemPath = z.object({ id, itemId: id });

/** A day at most: no recording is longer. */
const ms = z.int().min(0).max(86_400_000);
export const AnnotationRequest = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("marker"),
    kind: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_-]{0,47}$/)
      .describe("Also the code of a required shot"),
    atMs: ms.describe("From the beginning of the viewing copy"),
    text: words.nullable().default(null),
  }),
  z.strictObject({
    type: z.literal("record"),
    kind: z.enum(RECORD_KINDS),
    documentNo: words,
    sha256: z.string().transform((text, context) => {
      const digest = parseSha256(text);
      if (digest !== null) return digest;
      context.addIssue("no SHA-256");
      return z.NEVER;
    }),
    relation: z.enum(["supports", "replaces"]),
    segments: z
      .array(z.strictObject({ fromMs: ms, toMs: ms, text: z.string().trim().min(1).max(2_000) }))
      .max(100)
      .default([]),
  }),
]);
/** One member, so that the body stays an object of its own. */
export const NoteRequest = z.strictObject({ note: AnnotationRequest });
export const AnnotationPath = z.object({ id, annotationId: id });

export const Annotation = z.object({
  ...{ id, itemId: id, madeAt: instant, madeBy: z.string() },
  note: z.record(z.string(), z.unknown()),
  ended: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});
export const AnnotationList = z.object({ entries: z.array(Annotation) });

export type SessionDetailBody = z.infer<typeof SessionDetail>;
export type SessionSummaryBody = z.infer<typeof SessionSummary>;
export type CompletenessBody = z.infer<typeof Completeness>;
export type CaseCompletenessBody = z.infer<typeof CaseCompleteness>;
export type CaseLineBody = z.infer<typeof CaseLine>;
export type AnnotationBody = z.infer<typeof Annotation>;
