/** The shapes of /api/v1 about the publicity of decisions: see api-schema.ts. */
import { z } from "zod";
import { DUTY_STATES, PUBLICITY_ACTS } from "../reports/publicity.ts";
import { calendarDate } from "./case-schema.ts";

const day = z.iso.date();
const words = z.string().trim().min(3).max(500);

export const PublicityRequest = z.strictObject({
  known: z.int().min(0).describe("How many entries were seen"),
  act: z
    .enum(PUBLICITY_ACTS)
    .describe(
      "exempt: law keeps it from being published; annulled: the decision was changed or annulled; mistaken: an entry was wrong",
    ),
  on: calendarDate.describe("The day on which it happened"),
  place: z.string().trim().min(1).max(200).optional().describe("Where it was published"),
  reason: words.optional().describe("Needed for exempt, annulled and mistaken"),
  mistake: z.int().min(0).optional().describe("Index of the entry that was wrong"),
});

const duty = {
  state: z.enum(DUTY_STATES),
  due: day.nullable().describe("Null: no rule of the pack says when"),
  provisional: z.boolean().describe("A year without a table of working days was counted through"),
  doneOn: day.nullable(),
  rule: z.string().nullable().describe("Code of the deadline in the pack"),
};

export const CasePublicity = z.object({
  decidedOn: day.nullable(),
  publish: z.object(duty).nullable(),
  withdraw: z.object({ ...duty, annulledOn: day }).nullable(),
  entries: z.array(
    z.object({
      ...{ index: z.int(), act: z.enum(PUBLICITY_ACTS), on: day, place: z.string().nullable() },
      ...{ reason: z.string().nullable(), mistake: z.int().nullable() },
      ...{ enteredAt: z.iso.datetime(), enteredBy: z.string(), enteredByName: z.string() },
      stands: z.boolean(),
    }),
  ),
});
export type CasePublicityBody = z.infer<typeof CasePublicity>;
export type PublicityRequestBody = z.input<typeof PublicityRequest>;
