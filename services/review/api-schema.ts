/**
 * The shapes of /api/v1: one schema gives the validation, the types and /openapi.json.
 * Requests are strict (an unknown member is refused); the page imports the types of the answers.
 */
import { z } from "zod";
import { MediaCheck } from "../media/media-check.ts";
import { DERIVATIVE_KINDS } from "../evidence/derivative.ts";
import { ITEM_FILTERS, ItemEncryption, ItemEnd, ItemStage } from "./item-stage-schema.ts";
import { ROLES, STAFF } from "../access/permission.ts";
import { StaffNumber } from "../access/same-person.ts";
import { CopyBody, digest } from "./copy-schema.ts";
import { DOOR_FIELDS } from "./door-schema.ts";
import { LABEL_KINDS } from "../secrecy/label.ts";
import { RetentionBody } from "./retention-schema.ts";
import { DeviceClock, ItemCarrier } from "./device-schema.ts";
import { OfferedPurposes, PURPOSE_FIELDS } from "./purpose-schema.ts";
import { OverviewBody } from "./overview-schema.ts";
import { CHECK_NAMES } from "./check-names.ts";

export type { BatchView as BatchBody } from "../batches/batch-view.ts";
export type { DeviceChainBody } from "./device-chain-schema.ts";
export type { AssignmentRequest } from "./device-schema.ts";

const id = z.uuid();
const instant = z.iso.datetime().describe("UTC, RFC 3339");
const labels = z.array(z.enum(LABEL_KINDS)).describe("In force; of an item also its cases'");

/** RFC 9457, with what to do next. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string().describe("Stable code, e.g. ingest/offset-mismatch"),
  detail: z.string(),
  fix: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  requestId: z.string(),
});

export const PageQuery = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Of lists that a person picks from: one more page of fifty is no way to find a device among thousands. */
export const SearchQuery = PageQuery.extend({
  search: z
    .string()
    .trim()
    .normalize("NFC")
    .min(1)
    .max(100)
    .optional()
    .describe("Part of what the entry is called, in any case of letters, or its id"),
});

export const pageOf = <T extends z.ZodType>(entry: T) =>
  z.object({ entries: z.array(entry), nextCursor: z.string().nullable() });

// ---- session and people

export const LoginRequest = z.strictObject({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});
export const Me = z.object({
  id,
  name: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  permissions: z.array(z.string()),
  purposes: OfferedPurposes,
});
export const User = z.object({
  id,
  name: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  createdAt: instant,
  disabledAt: instant.nullable(),
  ...DOOR_FIELDS,
});
export const UserRequest = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u),
  displayName: z.string().trim().min(1).max(100),
  role: z.enum(STAFF),
  password: z.string().min(12).max(200),
  staffNumber: StaffNumber.optional(),
});
export const UserPage = pageOf(User);
/** Why something ends that others rest on; it stands in the record of actions. */
export const ReasonRequest = z.strictObject({
  reason: z.string().trim().min(3).max(500).optional(),
});
export const TokenRequest = z.strictObject({ label: z.string().trim().min(1).max(100) });
export const Token = z.object({ label: z.string(), token: z.string().describe("Shown once") });
export const TokenSummary = z.object({
  id: z.string().describe("Names the token; opens nothing"),
  label: z.string(),
  createdAt: instant,
  revokedAt: instant.nullable(),
  usedAt: instant.nullable().describe("To the minute; null: not since that is noted"),
  usedFrom: z.string().nullable().describe("Address, as of a log-in"),
  isEndedByOther: z.boolean().describe("An administrator ended it, and not I"),
  endReason: z.string().nullable().describe("Why, if they said so"),
});
export const TokenList = z.object({ entries: z.array(TokenSummary) });
export const TokenPath = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/) });

/** {id} in an address or a body: our own ids only, as they are written everywhere. */
export const IdPath = z.object({
  id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
});

/** Positions tell what only the original does, and go out as its way alone. */
export const CopyPath = z.object({
  id: IdPath.shape.id,
  kind: z.enum(DERIVATIVE_KINDS).exclude(["positions"]),
});

// ---- items

const stage = ItemStage;
const viewingStage = z.enum(["waiting", "probed", "to-encode", "made", "ready", "none"]);

export const StepProgress = z.object({
  step: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  notBefore: instant.nullable(),
  progress: z.number().min(0).max(1).nullable(),
  secondsLeft: z.number().int().nullable().describe("By the rate so far; null until it is known"),
});

export const ItemSummary = z.object({
  id,
  filename: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  deviceId: id,
  deviceName: z.string(),
  recordedAt: instant.nullable(),
  receivedAt: instant,
  stage,
  viewingStage,
  ...{ quarantineReason: z.string().nullable(), noViewingReason: z.string().nullable() },
  sha256: digest.nullable(),
  durationSeconds: z.number().nullable(),
  ...{ hasPoster: z.boolean(), labels },
  cases: z.array(z.object({ id, number: z.string() })),
  steps: z.array(StepProgress).describe("Steps that run or failed; empty when all is quiet"),
});

const related = z
  .array(z.object({ id, filename: z.string(), stage }))
  .max(200)
  .describe("By the word of the device; the first 200, oldest arrival first");

export const Item = ItemSummary.extend({
  declaredSha256: digest.nullable(),
  declaredCase: z.string().nullable(),
  activity: z.string().nullable(),
  otherMetadata: z.record(z.string(), z.string()),
  recording: z.string().nullable().describe("Name of the recording that the device says it is of"),
  belongsTo: z.string().nullable().describe("Of a side file: the id or name of its recording"),
  clock: DeviceClock.nullable(),
  carrier: ItemCarrier,
  cameraClock: DeviceClock.nullable().describe("Of the camera that the sending dock named"),
  recordings: related.describe("What a side file belongs to, or the other files of a recording"),
  sideFiles: related,
  duplicateOf: id.nullable(),
  encryption: ItemEncryption,
  lockedUntil: instant.nullable().describe("Read from the store, not from the database"),
  retention: RetentionBody.nullable().describe("Null until it was decided"),
  disposal: ItemEnd,
  ledger: z.object({ origin: z.string(), index: z.number().int() }).nullable(),
  derivatives: z.array(CopyBody),
  copyWanted: z.boolean().describe("Somebody waits for the viewing copy: it goes before others"),
  mediaCheck: MediaCheck.nullable().describe("What decoding it to its end found; null: not yet"),
  overview: OverviewBody,
  mediaInfo: z.unknown().nonoptional(),
});
export const ItemQuery = PageQuery.extend({
  stage: stage.optional(),
  deviceId: IdPath.shape.id.optional(),
  caseId: IdPath.shape.id.optional(),
  ...ITEM_FILTERS,
});
export const ItemPage = pageOf(ItemSummary);

export const CustodyEntry = z.object({
  index: z.number().int(),
  at: instant,
  actor: z.string(),
  actorName: z.string().describe("As it is today; the actor's id is what was recorded"),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
  sha256: digest,
});
export const Custody = z.object({
  events: z.array(CustodyEntry),
  chainSound: z.boolean(),
});

/** One check of the verification panel, in the words of ETSI EN 319 102-1. */
export const Check = z.object({
  name: z.enum(CHECK_NAMES),
  verdict: z.enum(["PASSED", "FAILED", "INDETERMINATE"]),
  reason: z.string().describe("Code, e.g. verification/digest-equal"),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  checkYourself: z.string().describe("Commands with standard tools, or empty"),
});
export const VerificationQuery = z.strictObject({
  bytes: z
    .enum(["skip", "read"])
    .default("skip")
    .describe("read: the whole original is hashed anew"),
});
export const Verification = z.object({ checkedAt: instant, checks: z.array(Check) });

export const MediaQuery = z.strictObject({
  ...PURPOSE_FIELDS,
  download: z.enum(["true", "false"]).default("false"),
});

// ---- cases

export const Case = z.object({
  id,
  number: z.string(),
  title: z.string(),
  ...{ createdAt: instant, itemCount: z.number().int(), labels },
});
export const CasePage = pageOf(Case);
export const LinkRequest = z.strictObject({ itemId: IdPath.shape.id });
export const UnlinkRequest = z.strictObject({ reason: z.string().trim().min(3).max(500) });

// ---- packages

export const PackageRequest = z.strictObject({
  itemIds: z.array(IdPath.shape.id).min(1).max(500),
  ...PURPOSE_FIELDS,
});
export const Package = z.object({
  id,
  itemIds: z.array(id),
  ...{ purpose: z.string(), requestedAt: instant },
  state: z.enum(["waiting", "ready", "failed"]),
  failure: z.string().nullable(),
  sizeBytes: z.number().int().nullable(),
  watermark: z.string().nullable().describe("Of one that was made for somebody outside"),
});
export const PackagePage = pageOf(Package);

export const Status = z.object({
  agency: z.string(),
  version: z.string(),
  ledgerVerifierKey: z.string(),
  rootCertificateSha256: digest,
  demo: z.boolean(),
  signOn: z
    .string()
    .nullable()
    .describe("What people call the identity provider at /sign-on; null: there is none"),
});

export type ProblemBody = z.infer<typeof Problem>;
export type MeBody = z.infer<typeof Me>;
export type ItemSummaryBody = z.infer<typeof ItemSummary>;
export type ItemBody = z.infer<typeof Item>;
export type ItemPageBody = z.infer<typeof ItemPage>;
export type CustodyBody = z.infer<typeof Custody>;
export type CustodyEntryBody = z.infer<typeof CustodyEntry>;
export type VerificationBody = z.infer<typeof Verification>;
export type CheckBody = z.infer<typeof Check>;
export type CaseBody = z.infer<typeof Case>;
export type CasePageBody = z.infer<typeof CasePage>;
export type PackageBody = z.infer<typeof Package>;
export type StatusBody = z.infer<typeof Status>;
export type TokenListBody = z.infer<typeof TokenList>;
export type UserPageBody = z.infer<typeof UserPage>;
export type UserBody = z.infer<typeof User>;
