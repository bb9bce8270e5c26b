/** The shapes of /api/v1 about what is due of cases: see api-schema.ts. */
import { z } from "zod";
import { CASE_TRIGGERS, DEADLINE_STATES } from "../reports/case-deadlines.ts";

const day = z.iso.date();
const text = z.object({ "zh-CN": z.string(), en: z.string() });

const CaseDeadline = z.object({
  of: z.string().describe("What an extension names"),
  trigger: z.enum(CASE_TRIGGERS),
  title: text,
  document: z.string().nullable().describe("Of what it runs from; null: the case itself"),
  from: day.describe("The day it runs from, which is not counted"),
  state: z.enum(DEADLINE_STATES),
  due: day.nullable().describe("Null: no rule of the pack says when"),
  provisional: z.boolean().describe("A year without a table of working days was counted through"),
  doneOn: day.nullable(),
  mayExtend: z.boolean(),
  why: z
    .object({
      rule: z.string().describe("Code of the deadline in the pack"),
      text: text.describe("The rule, the days that were counted and those that were not"),
      cite: z.array(z.object({ title: text, at: z.string() })),
    })
    .nullable(),
});

export const CaseDeadlines = z.object({ revision: z.int(), entries: z.array(CaseDeadline) });
export const ExtensionRequest = z.strictObject({
  revision: z.int().min(0).describe("The one of the case that was looked at"),
  of: z.string().min(1).max(200),
  document: z.string().trim().min(1).max(100).describe("Number of the decision"),
  reason: z.string().trim().min(3).max(500),
});

const MOST_SHOWN = 500;
export const DeadlineQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST_SHOWN).default(100),
});
export const HouseDeadlines = z.object({
  entries: z
    .array(CaseDeadline.extend({ caseId: z.uuid(), caseNumber: z.string() }))
    .describe("The most urgent first"),
  ...{ open: z.int(), overdue: z.int(), soon: z.int().describe("Within three days") },
  isWhole: z.boolean().describe("False: there are more cases than were looked at"),
});

export type CaseDeadlinesBody = z.infer<typeof CaseDeadlines>;
export type CaseDeadlineBody = z.infer<typeof CaseDeadline>;
export type HouseDeadlinesBody = z.infer<typeof HouseDeadlines>;
