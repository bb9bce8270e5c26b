/** The shapes of /api/v1 about holds: see api-schema.ts. */
import { z } from "zod";
import { parseInstant } from "../kernel/clock.ts";
import { HOLD_KINDS } from "../holds/hold.ts";
import { AUTHORITY_MAX_BYTES } from "../holds/place-hold.ts";
import type { CaseId, DeviceId, ItemId, SessionId } from "../kernel/ids.ts";
import { PAPER_TYPES } from "../kernel/scanned-paper.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";
import { calendarDate } from "./case-schema.ts";
import { BASE64 } from "./copy-schema.ts";

const instant = z.iso.datetime({ offset: true }).transform((text, context) => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue("no such time");
  return z.NEVER;
});
const short = z.string().trim().normalize("NFC").min(1).max(100);
const idOf = <T extends string>() => IdPath.shape.id.transform((text) => text as T);

export const HoldQuery = z.strictObject({
  deviceId: idOf<DeviceId>().optional(),
  activity: short.optional().describe("As the device declared it"),
  declaredCase: short.optional(),
  recordedFrom: instant.optional(),
  recordedUntil: instant.optional().describe("Before that time"),
  receivedFrom: instant.optional(),
  receivedUntil: instant.optional().describe("Before that time"),
});

const HoldScope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("items"), itemIds: z.array(idOf<ItemId>()).min(1).max(500) }),
  z.strictObject({ kind: z.literal("case"), caseId: idOf<CaseId>() }),
  z.strictObject({ kind: z.literal("session"), sessionId: idOf<SessionId>() }),
  z.strictObject({ kind: z.literal("query"), query: HoldQuery }),
]);

/** Four letters for three bytes. */
const BASE64_MAX = Math.ceil(AUTHORITY_MAX_BYTES / 3) * 4;
/** The document, and what else a hold says. */
export const HOLD_BODY_MAX_BYTES = BASE64_MAX + (64 << 10);

const reason = z.string().trim().min(3).max(500);

export const HoldRequest = z.strictObject({
  kind: z.enum(HOLD_KINDS),
  scope: HoldScope,
  authorityNumber: short.describe("Number of the decision that orders the hold"),
  document: z.strictObject({
    mediaType: z.enum(PAPER_TYPES),
    base64: z
      .base64()
      .meta(BASE64)
      .min(4)
      .max(BASE64_MAX)
      .describe("The decision itself, at most 4 MiB"),
  }),
  reason,
  reviewOn: calendarDate.describe("By then somebody must look whether it is still needed"),
});
export const HoldReleaseRequest = z.strictObject({ reason });
export const HoldReviewRequest = z.strictObject({ reviewOn: calendarDate, reason });

export const HoldListQuery = PageQuery.extend({
  state: z.enum(["active", "released", "overdue"]).optional(),
  caseId: idOf<CaseId>().optional().describe("Placed on this case"),
  sessionId: idOf<SessionId>().optional().describe("Placed on this recording session"),
  itemId: idOf<ItemId>().optional().describe("That lie, or lay, on this item"),
});

const at = z.iso.datetime();
export const Hold = z.object({
  id: z.uuid(),
  kind: z.enum(HOLD_KINDS),
  scope: z.object({
    kind: z.enum(["items", "case", "session", "query"]),
    itemIds: z.array(z.string()).optional(),
    caseId: z.string().optional(),
    sessionId: z.string().optional(),
    query: z.record(z.string(), z.string()).optional(),
  }),
  authority: z.object({
    number: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
  }),
  reason: z.string(),
  reviewOn: z.string().describe("Day in the agency's zone"),
  isOverdue: z.boolean(),
  placedAt: at,
  placedBy: z.uuid(),
  placedByName: z.string().describe("As called today"),
  released: z.object({ at, by: z.uuid(), byName: z.string(), reason: z.string() }).nullable(),
  items: z.int().describe("Items that came into it so far"),
  kept: z.int().describe("Of them, those whose every object the store showed to be held"),
});
export const HoldPage = pageOf(Hold);
export const HeldItems = pageOf(
  z.object({
    ...{ id: z.uuid(), name: z.string().nullable(), joinedAt: at, leftAt: at.nullable() },
    isKept: z.boolean().describe("The store showed that every object of it is held"),
  }),
);
export const HeldItemsQuery = PageQuery;
export const ItemHold = z.object({
  kept: z
    .object({
      isHeld: z.boolean(),
      objects: z.int(),
      readBackAt: at.nullable(),
      failure: z.string().nullable().describe("Code of the last try, if it failed"),
    })
    .nullable()
    .describe("What the store showed; null: the item was never held"),
});

export type HoldBody = z.infer<typeof Hold>;
export type HeldItemBody = z.infer<typeof HeldItems>["entries"][number];
export type HoldRequestBody = z.input<typeof HoldRequest>;
export type ItemHoldBody = z.infer<typeof ItemHold>;
