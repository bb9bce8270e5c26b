/** The shapes of /api/v1 about reports: see api-schema.ts. */
import { z } from "zod";
import type { ReportId } from "../kernel/ids.ts";
import { PERIOD_KINDS } from "../reports/period.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";

const text = z.object({ "zh-CN": z.string(), en: z.string() });
const day = z.iso.date();
const cite = z.object({ source: z.string(), at: z.string() });
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const definition = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,47}$/)
  .describe("Code of a report that the policy pack in force defines");
const period = z
  .string()
  .regex(/^[1-9]\d{3}(-Q[1-4])?$/)
  .describe("2026-Q3, or 2026");

export const ReportQuery = z.strictObject({ definition, period });
export const ReportListQuery = PageQuery;
export const ReportRequest = z.strictObject({
  ...{ definition, period },
  correction: z
    .strictObject({
      replaces: IdPath.shape.id.transform((id) => id as ReportId),
      reason: z.string().trim().min(3).max(500),
    })
    .optional()
    .describe("Where one of that period was issued already: which, and why it is issued again"),
});

export const ReportDefinitions = z.object({
  entries: z.array(
    z.object({
      ...{ code: z.string(), title: text, period: z.enum(PERIOD_KINDS) },
      cite: z.array(cite),
      confirmedByAgency: z.boolean(),
      running: z.string().describe("The period of today"),
      last: z.string().describe("The last one that is over"),
      lastDueOn: day.nullable(),
    }),
  ),
});

export const ReportFigure = z.object({
  ...{ code: z.string(), title: text, basis: text.describe("What the numbers are") },
  numerator: z.int().nullable(),
  denominator: z.int().nullable().describe("Null: a count, or not known"),
  permille: z
    .int()
    .nullable()
    .describe("Rounded down; null where there is none: nothing of nothing is not known"),
  unknown: text.nullable().describe("Why it is not known"),
  leftOut: z.array(z.object({ why: z.string(), text, count: z.int() })),
});

const measures = z.array(
  z.object({ measure: z.string(), title: text, figures: z.array(ReportFigure) }),
);

export const ReportFigures = z.object({
  definition: z.object({ code: z.string(), title: text }),
  period: z.object({ name: z.string(), first: day, last: day }),
  dueOn: day.nullable(),
  snapshotAt: z.iso.datetime(),
  isOver: z.boolean(),
  issued: z
    .object({ id: z.uuid(), version: z.int() })
    .nullable()
    .describe("The issued one that stands, of those you may know of; null: none yet"),
  covers: text,
  measures,
});

/** What stands in the text of an issued report. */
export const ReportContent = z.object({
  format: z.literal("holdfast-report/v1"),
  ...{ id: z.uuid(), agency: z.string() },
  definition: z.object({ code: z.string(), title: text, cite: z.array(cite) }),
  period: z.object({ name: z.string(), first: day, last: day, zone: z.string() }),
  ...{ dueOn: day.nullable(), snapshotAt: z.iso.datetime(), madeBy: z.uuid() },
  policy: z.object({ code: z.string(), version: z.int(), sha256: digest }),
  version: z.int(),
  replaces: z.object({ id: z.uuid(), sha256: digest }).nullable(),
  reason: z.string().nullable(),
  ...{ covers: text, measures },
});

export const Report = z.object({
  ...{ id: z.uuid(), definition: z.string(), period: z.string(), version: z.int() },
  ...{ replaces: z.uuid().nullable(), replacedBy: z.uuid().nullable() },
  dueOn: day.nullable(),
  madeAt: z.iso.datetime().describe("The moment all its figures were taken at"),
  ...{ madeBy: z.uuid(), madeByName: z.string() },
  sha256: digest.describe("Of the exact text, report.json"),
});
export const ReportPage = pageOf(Report);
export const ReportDetail = z.object({ report: Report, content: ReportContent });

export type ReportBody = z.infer<typeof Report>;
export type ReportFiguresBody = z.infer<typeof ReportFigures>;
export type ReportFigureBody = z.infer<typeof ReportFigure>;
export type ReportContentBody = z.infer<typeof ReportContent>;
export type ReportDetailBody = z.infer<typeof ReportDetail>;
export type ReportDefinitionBody = z.infer<typeof ReportDefinitions>["entries"][number];
