/** The shapes of /api/v1 about what was done to the house: see api-schema.ts. */
import { z } from "zod";
import { ACTION_KINDS } from "../actions/action.ts";
import { parseInstant } from "../kernel/clock.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";

const instant = z.iso.datetime({ offset: true }).transform((text, context) => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue("no such time");
  return z.NEVER;
});
const values = z.record(z.string(), z.unknown()).nullable();

const filters = {
  kind: z.enum(ACTION_KINDS).optional(),
  person: IdPath.shape.id.optional().describe("Who did it: the id of an account"),
  about: z
    .string()
    .regex(/^[a-z]+:[0-9a-f-]{1,64}$/)
    .optional()
    .describe("What it was done to, as in `subject`, e.g. device:<id>"),
  from: instant.optional(),
  until: instant.optional().describe("Before that time"),
};
export const ActionFilterQuery = z.strictObject(filters);
export const ActionQuery = PageQuery.extend(filters);

export const Action = z.object({
  index: z.int().describe("Its place in the chain, from 0"),
  at: z.iso.datetime(),
  actor: z.string(),
  actorName: z.string().describe("As called today"),
  kind: z.string(),
  subject: z.string().nullable(),
  subjectName: z.string().nullable().describe("Of a person or device, as called today"),
  before: values,
  after: values,
  reason: z.string().nullable(),
  sha256: z.string().describe("Its digest in the chain"),
});
export const ActionPage = pageOf(Action);
export type ActionBody = z.infer<typeof Action>;
