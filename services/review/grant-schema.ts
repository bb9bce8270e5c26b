/** Grants of access, as the API takes and tells them. */
import { z } from "zod";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";
import { calendarDate } from "./case-schema.ts";
import { PurposeKind } from "./purpose-schema.ts";

const words = z.string().trim().min(3).max(500);
const { id } = IdPath.shape;

export const GrantQuery = PageQuery.extend({
  caseId: id.optional().describe("Those on this case"),
  itemId: id.optional().describe("Those that open this item, by itself or by a case that it is in"),
});
export const GrantRequest = z.strictObject({
  user: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe("An account, by its id or the name with which it logs in"),
  scope: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("case"), caseId: id.transform((text) => text as CaseId) }),
    z.strictObject({
      type: z.literal("items"),
      itemIds: z
        .array(id.transform((text) => text as ItemId))
        .min(1)
        .max(200),
    }),
  ]),
  purpose: PurposeKind,
  download: z
    .boolean()
    .default(false)
    .describe("False: watched in the page, and nothing taken away"),
  from: calendarDate.nullable().default(null).describe("Null: today"),
  until: calendarDate.describe("The first day on which it counts no more"),
  reason: words,
});
export const NarrowRequest = z.strictObject({
  until: calendarDate.optional().describe("An earlier first day on which it counts no more"),
  download: z.literal(false).optional().describe("From now on watched in the page alone"),
  reason: words,
});
export const RevokeRequest = z.strictObject({ reason: words });

export const RevokeAllRequest = z.strictObject({ user: GrantRequest.shape.user, reason: words });
export const RevokedAll = z.object({ user: z.uuid(), revoked: z.number().int() });

export const GrantBody = z.object({
  id: z.uuid(),
  user: z.uuid(),
  userName: z.string(),
  caseId: z.uuid().nullable(),
  caseNumber: z.string().nullable(),
  itemIds: z.array(z.uuid()).nullable(),
  purpose: PurposeKind,
  download: z.boolean(),
  from: z.string(),
  until: z.string(),
  reason: z.string(),
  givenAt: z.iso.datetime(),
  givenBy: z.uuid(),
  givenByName: z.string(),
  revokedAt: z.iso.datetime().nullable(),
  state: z.enum(["waiting", "in-force", "over", "revoked"]),
  openedAt: z.iso
    .datetime()
    .nullable()
    .describe("When content was first read by it; null: not yet opened"),
});
export const GrantPage = pageOf(GrantBody);
export type GrantBody = z.infer<typeof GrantBody>;
