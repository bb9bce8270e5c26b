/** The shape in which the API tells how long an item is kept, and why. */
import { z } from "zod";

const text = z.object({ "zh-CN": z.string(), en: z.string() });
const day = z.string().describe("A day of the agency's zone, e.g. 2027-05-24");

export const RetentionBody = z.object({
  headline: text,
  floor: day.describe('The last day it must be kept, or "permanent"; it never falls'),
  open: z.boolean().describe("Kept beyond that day, until what the reasons name has come about"),
  ceiling: day.nullable().describe("The last day it may be kept"),
  conflict: z.boolean().describe("The ceiling comes before the floor: the floor wins"),
  restrictedFrom: day.nullable().describe("From this day on it is only stored"),
  provisional: z.boolean().describe("Counted through a year without a working-day table"),
  unknownActivity: z.boolean(),
  classes: z.array(z.string()).describe("Codes of the pack; the one that it started in first"),
  reviewOn: day.nullable().describe("By then somebody looks whether it is still needed"),
  reasons: z.array(z.object({ rule: z.string(), decides: z.boolean(), text })),
  pack: z
    .object({ code: z.string(), version: z.number().int(), sha256: z.string() })
    .nullable()
    .describe("The policy pack that it was decided by; null: none was in force"),
  decisionSha256: z.string().describe("Of the exact text that the ledger names"),
  decidedAt: z.string(),
  lockedUntil: z.string().nullable().describe("As read back when locks were prolonged last"),
});
export type RetentionBody = z.infer<typeof RetentionBody>;
