/** The shapes of /api/v1 about cases: see api-schema.ts. */
import { z } from "zod";
import { type CalendarDate, parseCalendarDate } from "../calendar/calendar-date.ts";
import {
  ARCHIVE_TERMS,
  CASE_OUTCOMES,
  LITIGATION,
  MOST_PARTIES,
  MOST_PROVISIONS,
  MOST_REASONS,
  PARTY_CODE,
  PARTY_KINDS,
  SHORT_MAX,
} from "../cases/case-facts.ts";
import { CASE_EVENTS, MOST_EVENTS } from "../cases/case-event.ts";
import { ENFORCEMENT_KINDS, FLAGS } from "../policy/enforcement-words.ts";
import { Action } from "./action-schema.ts";
import { Case, pageOf } from "./api-schema.ts";

/** A day of the agency's calendar; years below 1000 are slips of the pen. */
export const calendarDate = z.iso
  .date()
  .refine((text) => parseCalendarDate(text) !== null, "no such day")
  .transform((text) => text as CalendarDate);

export const partyCode = z
  .string()
  .regex(PARTY_CODE)
  .describe("What the party is called everywhere else");
const words = z.string().trim().min(1).max(200);
const short = z.string().trim().min(1).max(SHORT_MAX);

export const PartyRequest = z.strictObject({
  code: partyCode,
  kind: z.enum(PARTY_KINDS),
  name: words.nullable().describe("For those who hold parties:see"),
});

const Provision = z.strictObject({
  instrument: words,
  article: short.nullable(),
  version: calendarDate.describe("The day on which that wording was adopted or amended"),
});
const EventBody = z.strictObject({
  kind: z.enum(CASE_EVENTS),
  on: calendarDate,
  document: short.describe("Number of what says so; with the kind it names the event"),
  doneOn: calendarDate.nullable().default(null),
  doneDocument: short.nullable().default(null),
});

const told = {
  actionKind: z.enum(ENFORCEMENT_KINDS).nullable(),
  agencyUnit: short.nullable(),
  filedOn: calendarDate.nullable(),
  decidedOn: calendarDate.nullable(),
  effectiveOn: calendarDate.nullable(),
  closedOn: calendarDate.nullable(),
  outcome: z
    .enum(CASE_OUTCOMES)
    .nullable()
    .describe("What became of the evidence; told at closing"),
  litigation: z.enum(LITIGATION),
  litigationFinalOn: calendarDate.nullable(),
  majorDecision: z.boolean(),
  majorReasons: z.array(words).max(MOST_REASONS),
  powerItem: z.strictObject({ code: short, version: short }).nullable(),
  legalBasis: z.array(Provision).max(MOST_PROVISIONS).describe("What the case rests on"),
  events: z.array(EventBody).max(MOST_EVENTS).describe("What terms of the law run from"),
  archiveTerm: z.enum(ARCHIVE_TERMS).nullable(),
  flags: z.array(z.enum(FLAGS)).max(FLAGS.length),
  parties: z.array(PartyRequest).max(MOST_PARTIES),
};

/** As they are told: what is left out stays as it is, and null takes back. */
export const CaseFactsRequest = z.strictObject({ number: short, title: words, ...told }).partial();

export const CaseRequest = z
  .strictObject({ number: short, title: words })
  .extend(z.strictObject(told).partial().shape);

export const CaseChangeRequest = z.strictObject({
  revision: z.int().min(0).describe("The one that was looked at"),
  reason: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .optional()
    .describe("Needed where something is corrected"),
  facts: CaseFactsRequest,
});

const day = z.iso.date().nullable();
export const CaseDetail = Case.extend({
  ...told,
  ...{ filedOn: day, decidedOn: day, effectiveOn: day, closedOn: day, litigationFinalOn: day },
  legalBasis: z.array(Provision.extend({ version: z.iso.date() })),
  events: z.array(
    EventBody.extend({ on: z.iso.date(), doneOn: day, doneDocument: z.string().nullable() }),
  ),
  extensions: z.array(
    z.object({ of: z.string(), on: z.iso.date(), document: z.string(), reason: z.string() }),
  ),
  createdBy: z.string(),
  revision: z.int(),
});

export const CaseHistory = pageOf(Action);

export type CaseDetailBody = z.infer<typeof CaseDetail>;
