/** The shapes of /api/v1 about tables of working days: see api-schema.ts. */
import { z } from "zod";
import { MAX_TABLE_BYTES } from "../calendar/read-table.ts";
import { AppliedText, DryRunReport, PolicyEntry, why } from "./policy-schema.ts";

const text = z
  .string()
  .min(1)
  .max(MAX_TABLE_BYTES)
  .describe("The whole file, JSON or CSV: its bytes in UTF-8 have the digest");

export const TableProposal = z.strictObject({ text, why });
export const TableText = z.strictObject({ text });

const day = z.string().describe("A day, e.g. 2027-02-06");
const Table = z.object({
  ...{ region: z.string(), year: z.int(), version: z.int(), notice: z.string(), issuedOn: day },
  holidays: z.array(
    z.object({ from: day, to: day, name: z.object({ "zh-CN": z.string(), en: z.string() }) }),
  ),
  workdays: z.array(day).describe("Saturdays and Sundays on which people work"),
});

export const TableList = z.object({
  counting: z
    .array(z.object({ table: Table, proposal: PolicyEntry.shape.id.nullable() }))
    .describe("One of each year that counts; no proposal: it comes with the program"),
  entries: z.array(PolicyEntry).describe("What was proposed, newest first, the last 200"),
});
export const TableDetail = z.object({ entry: PolicyEntry, ...AppliedText.shape, text });

const MovedDeadline = z.object({
  caseId: z.uuid(),
  act: z.enum(["publish", "withdraw"]),
  was: day,
  becomes: day,
});
/** One line of the answer of a dry run; the last one has the report. */
export const CalendarDryRunLine = z.union([
  z.object({ done: z.int(), of: z.int() }),
  z.object({
    report: z.object({
      days: z
        .array(z.object({ day, works: z.boolean().describe("What it becomes") }))
        .describe("Days of the table's year that change"),
      deadlines: z.object({
        moved: z.int(),
        firm: z.int().describe("Provisional until now, and no more"),
        examples: z.array(MovedDeadline).describe("Of those that move, the first"),
      }),
      items: DryRunReport,
    }),
  }),
]);
export type CalendarReport = Extract<
  z.infer<typeof CalendarDryRunLine>,
  { report: unknown }
>["report"];
