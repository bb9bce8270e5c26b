/** Partner agencies, guests and shares, as the API takes and tells them. */
import { z } from "zod";
import { parseSha256 } from "../kernel/digest.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PartnerId, UserId } from "../kernel/ids.ts";
import { oneLine } from "../kernel/one-line.ts";
import { DUTIES, STATE_LEVELS } from "../secrecy/mark.ts";
import { GUEST_STATES } from "../sharing/guest.ts";
import { PARTNER_KINDS, PARTNER_STATES } from "../sharing/partner.ts";
import { ACKNOWLEDGED_BY, SHARE_STATES } from "../sharing/share.ts";
import { DEFAULT_DAYS, LONGEST_DAYS } from "../sharing/term.ts";
import { IdPath, PageQuery, UserRequest, pageOf } from "./api-schema.ts";
import { calendarDate } from "./case-schema.ts";
import { BASE64 } from "./copy-schema.ts";
import { GrantRequest } from "./grant-schema.ts";

const words = z.string().trim().min(3).max(500);
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => oneLine(text) === text);
const { id } = IdPath.shape;
const instant = z.iso.datetime();
const digest = z
  .string()
  .refine((text) => parseSha256(text) === text)
  .transform((text) => text as Sha256);
const highest = z.strictObject({
  state: z.enum(STATE_LEVELS).nullable().default(null).describe("Null: no state secret"),
  duties: z.array(z.enum(DUTIES)).max(DUTIES.length).default([]),
});
/** What a guest is asked for: protection is an officer's own, and no other agency's. */
const SharePurpose = z.enum(["evidence", "supervision"]);

export const SharingReason = z.strictObject({ reason: words });
export const PartnerRequest = z.strictObject({
  nameZh: line(200).nullable().default(null),
  nameEn: line(200).nullable().default(null),
  kind: z.enum(PARTNER_KINDS),
  code: z.string().min(1).max(40).describe("统一社会信用代码, checked by its last character"),
  contact: line(200),
  highest: highest.prefault({}).describe("The highest label that may be shared with it"),
  until: calendarDate.describe("The first day on which it is no partner any more"),
  reason: words,
});
export const PartnerBody = z.object({
  id: z.uuid(),
  nameZh: z.string().nullable(),
  nameEn: z.string().nullable(),
  kind: z.enum(PARTNER_KINDS),
  code: z.string(),
  contact: z.string(),
  highest: z.object({
    state: z.enum(STATE_LEVELS).nullable(),
    duties: z.array(z.enum(DUTIES)).readonly(),
  }),
  until: z.string(),
  state: z.enum(PARTNER_STATES),
  reason: z.string(),
  proposedAt: instant,
  proposedByName: z.string(),
  proposedBy: z.uuid(),
  approvedAt: instant.nullable(),
  approvedByName: z.string().nullable(),
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
});
export const PartnerList = z.object({ entries: z.array(PartnerBody) });
export type PartnerBody = z.infer<typeof PartnerBody>;

export const GuestQuery = z.strictObject({ partnerId: id.optional() });
export const GuestRequest = z.strictObject({
  partnerId: id.transform((text) => text as PartnerId),
  name: UserRequest.shape.name.describe("With which they log in"),
  displayName: line(100),
  until: calendarDate.describe("The first day on which the account opens nothing any more"),
});
export const GuestBody = z.object({
  id: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  partnerId: z.uuid(),
  partnerName: z.string(),
  until: z.string(),
  state: z.enum(GUEST_STATES),
  invitedAt: instant,
  invitedByName: z.string(),
  invitationUntil: instant.nullable().describe("Null: the invitation was used"),
  enteredAt: instant.nullable(),
});
export const GuestList = z.object({ entries: z.array(GuestBody) });
export const Invitation = z.object({
  guest: GuestBody,
  invitation: z.string().describe("Shown once; it opens the account once, within a day"),
});
export type GuestBody = z.infer<typeof GuestBody>;
export const EnterRequest = z.strictObject({
  invitation: z.string().min(1).max(100),
  password: z.string().min(12).max(200),
});
export const Entered = z.object({ name: z.string().describe("With which to log in now") });

export const ShareQuery = PageQuery.extend({ guestId: id.optional() });
export const ShareRequest = z.strictObject({
  guestId: id.transform((text) => text as UserId),
  scope: GrantRequest.shape.scope,
  purpose: SharePurpose,
  download: GrantRequest.shape.download,
  until: calendarDate
    .nullable()
    .default(null)
    .describe(
      `The first day on which it counts no more; null: in ${DEFAULT_DAYS} days, at most ${LONGEST_DAYS}`,
    ),
  reason: words,
  document: z.strictObject({ name: line(200), sha256: digest }),
});
export const ApproveShareRequest = z.strictObject({ reason: words.nullable().default(null) });
const acknowledged = z
  .object({
    at: instant,
    kind: z.enum(ACKNOWLEDGED_BY),
    signer: z.string().nullable(),
    certificateSha256: z.string().nullable(),
  })
  .nullable();
export const ShareBody = z.object({
  id: z.uuid(),
  guestId: z.uuid(),
  guestName: z.string(),
  partnerId: z.uuid(),
  partnerName: z.string(),
  caseId: z.uuid().nullable(),
  caseNumber: z.string().nullable(),
  itemIds: z.array(z.uuid()).nullable(),
  purpose: z.string(),
  download: z.boolean(),
  until: z.string(),
  reason: z.string(),
  document: z.object({ name: z.string(), sha256: z.string() }),
  watermark: z.string(),
  state: z.enum(SHARE_STATES),
  askedAt: instant,
  askedBy: z.uuid(),
  askedByName: z.string(),
  decidedAt: instant.nullable(),
  decidedByName: z.string().nullable(),
  decisionReason: z.string().nullable(),
  receiptSha256: z.string().nullable(),
  acknowledged,
  openedAt: instant.nullable().describe("When content was first read by it; null: not yet opened"),
  revokedAt: instant.nullable(),
  shutAt: instant
    .nullable()
    .describe("When a label above what the partner may know of shut it, for good"),
});
export const SharePage = pageOf(ShareBody);
export type ShareBody = z.infer<typeof ShareBody>;

// ---- what a guest is told

export const SharedBody = z.object({
  id: z.uuid(),
  agency: z.string(),
  partnerName: z.string(),
  guestName: z.string(),
  caseNumber: z.string().nullable(),
  purpose: z.string(),
  download: z.boolean(),
  until: z.string(),
  reason: z.string(),
  documentName: z.string(),
  watermark: z.string(),
  receipt: z.object({ text: z.string(), sha256: z.string() }),
  acknowledged,
});
export const SharedList = z.object({ entries: z.array(SharedBody) });
export type SharedBody = z.infer<typeof SharedBody>;
export const SharedItem = z.object({
  id: z.uuid(),
  filename: z.string(),
  sizeBytes: z.number().int(),
  recordedAt: instant.nullable(),
  receivedAt: instant,
  durationSeconds: z.number().nullable(),
  sha256: z.string().nullable().describe("Of the original"),
  hasPoster: z.boolean(),
  canWatch: z.boolean(),
});
export const SharedItemPage = pageOf(SharedItem);
export type SharedItem = z.infer<typeof SharedItem>;
export const SharedItemPath = z.object({ id, itemId: id });
export const SharedCopyPath = SharedItemPath.extend({
  kind: z.enum(["viewing", "poster", "original"]),
});
export const SharedMediaQuery = z.strictObject({ download: z.enum(["true", "false"]).optional() });
/** Base64 of a CMS of 64 KiB, and the rest. */
export const ACKNOWLEDGE_MAX_BYTES = 128 << 10;
export const AcknowledgeShareRequest = z.strictObject({
  sha256: z.string().max(64).describe("Of the receipt that was read"),
  signature: z
    .base64()
    .meta(BASE64)
    .max(90_000)
    .nullable()
    .default(null)
    .describe("A detached CMS over the receipt, in DER; null: the password is my word"),
});
export const SharedCheck = z.object({
  sha256: z.string().nullable(),
  checks: z.array(
    z.object({ name: z.string(), verdict: z.string(), reason: z.string().nullable() }),
  ),
});
