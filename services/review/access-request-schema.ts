/** Access requests, as the API takes and tells them: to whoever asked, and to whoever decides. */
import { z } from "zod";
import { REQUEST_STATES } from "../secrecy/access-request.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";
import { calendarDate } from "./case-schema.ts";
import { GrantBody, GrantRequest } from "./grant-schema.ts";
import { PurposeKind } from "./purpose-schema.ts";

const { scope, reason } = GrantRequest.shape;
const day = z.string();
const instant = z.iso.datetime();

export const AccessRequestRequest = z.strictObject({
  about: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .describe("What is meant: an id, the number of a case, or a sentence; kept as it is typed"),
  purpose: PurposeKind,
  download: z.boolean().default(false).describe("True: to be taken away, not only watched"),
  authority: z.string().trim().min(3).max(300).describe("The law or order that it rests on"),
  until: calendarDate.describe("The first day on which it shall count no more"),
});
export const AccessRequestQuery = PageQuery.extend({
  state: z.enum(REQUEST_STATES).optional(),
});
export const ApprovalRequest = z.strictObject({
  scope: scope.describe("What the words name, or a part of it"),
  until: calendarDate.optional().describe("An earlier day; left out: the one asked for"),
  download: z.boolean().default(false),
  reason,
});
export const RequestRefusal = z.strictObject({
  reason: reason.describe("Whoever asked reads it: say nothing of whether the thing is there"),
});

const asked = {
  id: IdPath.shape.id,
  askedAt: instant,
  about: z.string(),
  purpose: PurposeKind,
  download: z.boolean(),
  authority: z.string(),
  until: day,
  lapsesOn: day.describe("The first day on which it is decided no more"),
  state: z.enum(REQUEST_STATES),
  decidedAt: instant.nullable().describe("Decided, withdrawn, or told that it lapsed"),
  reason: z.string().nullable().describe("Of whoever approved or refused it"),
};

/** A grant as its own person sees it: not who gave it, and what it opens only while that may be known. */
const OwnGrant = GrantBody.pick({
  ...{ id: true, caseId: true, caseNumber: true, itemIds: true, purpose: true, download: true },
  ...{ from: true, until: true, state: true, openedAt: true },
});
export const OwnRequest = z.object({ ...asked, grant: OwnGrant.nullable() });
export const OwnRequestPage = pageOf(OwnRequest);
export const AccessRequestBody = z.object({
  ...asked,
  ...{ askedBy: z.uuid(), askedByName: z.string(), decidedByName: z.string().nullable() },
  named: z
    .array(
      z.object({
        type: z.enum(["case", "item"]),
        id: z.uuid(),
        name: z.string().describe("Number of the case, or name of the file"),
      }),
    )
    .describe("What the words name, of what you may know of"),
  grantId: z.uuid().nullable(),
});
export const AccessRequestPage = pageOf(AccessRequestBody);
export type OwnRequestBody = z.infer<typeof OwnRequest>;
export type AccessRequestBody = z.infer<typeof AccessRequestBody>;
export type AccessRequestInput = z.input<typeof AccessRequestRequest>;
export type ApprovalInput = z.input<typeof ApprovalRequest>;
