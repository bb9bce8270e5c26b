/** The shapes of /api/v1 about the audit: see api-schema.ts. */
import { z } from "zod";
import { Action, ActionFilterQuery } from "./action-schema.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";

const id = IdPath.shape.id;
const { from, until } = ActionFilterQuery.shape;
const asked = {
  person: id.optional().describe("What this account did, saw, was refused and took out"),
  item: id.optional().describe("What happened to this item, and who saw it"),
  case: id.optional().describe("The same of a case and of the items that are linked to it now"),
  only: z
    .enum(["refusals"])
    .optional()
    .describe("Nothing but what somebody wanted and did not get"),
  ...{ from, until },
};
type Asked = Readonly<Partial<Record<keyof typeof asked, unknown>>>;

/** All events of the house at once are the events of nobody. */
const ofSomething = ({ person, item, case: file, only }: Asked): boolean =>
  [person, item, file, only].some((one) => one !== undefined);
const said = { error: "say person, item, case or only" };

export const AuditFilterQuery = z.strictObject(asked).refine(ofSomething, said);
export const AuditQuery = PageQuery.extend(asked).refine(ofSomething, said);

export const AuditEntry = Action.omit({ subject: true, subjectName: true }).extend({
  record: z.enum(["custody", "action"]).describe("Which chain it stands in, at `index`"),
  about: Action.shape.subject.describe("The item whose chain it is, or what the action is about"),
  aboutName: z.string().nullable().describe("As called today"),
  data: z.record(z.string(), z.unknown()).nullable().describe("Of a custody event"),
});
export const AuditPage = pageOf(AuditEntry);
export type AuditEntryBody = z.infer<typeof AuditEntry>;
