/** The shapes of what people say has come about of items and cases, under /api/v1. */
import { z } from "zod";
import { CASE_CONDITIONS } from "../cases/tell-condition.ts";
import { CONDITIONS } from "../policy/term.ts";
import { calendarDate } from "./case-schema.ts";

const telling = {
  on: calendarDate
    .nullable()
    .describe("The day on which it came about; null: it has not, whatever was told before"),
  authority: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .describe("What says so: a document and its number; it stands in the record"),
};

export const ItemConditionRequest = z.strictObject({ condition: z.enum(CONDITIONS), ...telling });
export const CaseConditionRequest = z.strictObject({
  condition: z.enum(CASE_CONDITIONS),
  ...telling,
});
export type ConditionRequestBody = z.input<typeof ItemConditionRequest>;

export const ConditionList = z.object({
  entries: z
    .array(
      z.object({
        condition: z.enum(CONDITIONS),
        on: z.iso.date().nullable(),
        authority: z.string(),
        ...{ at: z.iso.datetime(), by: z.string(), byName: z.string() },
        counts: z.boolean().describe("The last that was told of this condition"),
      }),
    )
    .describe("Oldest first"),
});
export type ConditionListBody = z.infer<typeof ConditionList>;
