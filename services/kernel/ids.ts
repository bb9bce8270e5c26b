/** Ids the compiler keeps apart: random UUIDs (RFC 9562 version 4), so that none can be guessed. */
import { randomUUID } from "node:crypto";

type Id<Name extends string> = string & { readonly __brand: Name };

/** An upload and the item it becomes share one id: receiving it twice cannot make two items. */
export type ItemId = Id<"Item">;
export type UploadId = ItemId;
export type DeviceId = Id<"Device">;
export type UserId = Id<"User">;
export type CaseId = Id<"Case">;
export type PackageId = Id<"Package">;
export type CertificateRequestId = Id<"CertificateRequest">;
/** A docking visit of one camera. */
export type BatchId = Id<"Batch">;
export type ClockCheckId = Id<"ClockCheck">;
/** A recording session; those of people who logged in have no id. */
export type SessionId = Id<"RecordingSession">;
export type AnnotationId = Id<"Annotation">;
export type OfficerId = Id<"Officer">;
export type OfficerEntryId = Id<"OfficerEntry">;
export type AssignmentId = Id<"Assignment">;
/** Of the store that evidence lies in. */
export type StoreId = Id<"Store">;
/** What one person was given of one file, from its first byte until it rests. */
export type ViewingId = Id<"Viewing">;
/** One proposal of a policy pack; the same text proposed again has another. */
export type PolicyId = Id<"Policy">;
export type WebhookId = Id<"Webhook">;
export type WebhookSecretId = Id<"WebhookSecret">;
/** One message to one webhook, however often it is tried. */
export type DeliveryId = Id<"Delivery">;
/** A stop on the end of items. */
export type HoldId = Id<"Hold">;
export type LabelId = Id<"Label">;
export type ReleaseId = Id<"Release">;
/** Access that one person was given. */
export type GrantId = Id<"Grant">;
/** What somebody asks to be given access to. */
export type AccessRequestId = Id<"AccessRequest">;
/** A batch of items on their way to disposal. */
export type DisposalId = Id<"Disposal">;
/** Another authority, of which people may be guests here. */
export type PartnerId = Id<"Partner">;
/** What is shown to a guest. */
export type ShareId = Id<"Share">;
export type ReportId = Id<"Report">;
/** A sample that was, or will be, drawn. */
export type SpotCheckId = Id<"SpotCheck">;
/** A sealed version of a case file, or a document of the legal review of a case, or of a spot check. */
export type CaseDocumentId = Id<"CaseDocument">;
/** One source of one recording session that is recorded live. */
export type LiveChannelId = Id<"LiveChannel">;
/** A question that a person keeps. */
export type SavedSearchId = Id<"SavedSearch">;
/** One person looking at one live session, for a purpose they gave. */
export type WatchId = Id<"Watch">;
export type AnyId =
  | CaseDocumentId
  | SavedSearchId
  | LiveChannelId
  | WatchId
  | ItemId
  | DeviceId
  | UserId
  | CaseId
  | PackageId
  | PolicyId
  | CertificateRequestId
  | BatchId
  | ClockCheckId
  | AssignmentId
  | SessionId
  | AnnotationId
  | OfficerId
  | OfficerEntryId
  | StoreId
  | ViewingId
  | HoldId
  | LabelId
  | ReleaseId
  | GrantId
  | AccessRequestId
  | DisposalId
  | PartnerId
  | ShareId
  | ReportId
  | SpotCheckId
  | WebhookId
  | WebhookSecretId
  | DeliveryId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A fresh id: `newId<ItemId>()`. */
export function newId<T extends AnyId>(): T {
  return randomUUID() as string as T;
}

/** `text` as an id, or null if no id of ours looks like that. Nothing else reaches a query or a key. */
export function parseId<T extends AnyId>(text: string): T | null {
  return UUID.test(text) ? (text as T) : null;
}
