/** The shapes of /api/v1 about policy packs: see api-schema.ts. */
import { z } from "zod";
import { digestField, idField } from "../kernel/fields.ts";
import type { PolicyId } from "../kernel/ids.ts";
import { Pack } from "../policy/pack.ts";
import { MAX_PACK_BYTES } from "../policy/read-pack.ts";
import { IdPath } from "./api-schema.ts";
import { BASE64 } from "./copy-schema.ts";

export type { Pack as PackBody } from "../policy/pack.ts";

const id = z.uuid();
const instant = z.iso.datetime();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const why = z.string().trim().min(3).max(500);
const text = z
  .string()
  .min(1)
  .max(MAX_PACK_BYTES)
  .describe("The whole file of the pack, as it stands: its bytes in UTF-8 have the digest");

/** As the adapter reads it at most. */
const SIGNATURE_MAX_BYTES = 64 << 10;
const signature = z
  .base64()
  .meta(BASE64)
  .min(4)
  .max(Math.ceil(SIGNATURE_MAX_BYTES / 3) * 4)
  .optional()
  .describe("Its publisher's detached CMS over the text, DER; none: it is not signed");
/** A text whose quotes are escaped, and a signature. */
export const PACK_BODY_MAX_BYTES = (256 << 10) + Math.ceil(SIGNATURE_MAX_BYTES / 3) * 4;

const Publisher = z.object({
  signer: z.string().describe("Subject of the certificate, RFC 4514"),
  ...{ certificateSha256: digest, root: z.string() },
  validUntil: instant.describe("The end of the signer's certificate"),
  signedAt: instant.nullable().describe("By the signer's own word"),
  sha256: digest.describe("Of the signature"),
});

export const PolicyEntry = z.object({
  id,
  code: z.string(),
  version: z.int(),
  validFrom: z.iso.date().describe("Its first day, in the agency's zone"),
  sha256: digest.describe("Of the text: what is approved, and what the ledger names"),
  proposedBy: id,
  proposedByName: z.string().describe("As called today"),
  proposedAt: instant,
  why: z.string(),
  decision: z
    .object({
      act: z.enum(["applied", "withdrawn"]),
      by: id,
      byName: z.string(),
      at: instant,
      why: z.string(),
    })
    .nullable()
    .describe("Null: it waits for another person"),
  publisher: Publisher.nullable().describe("Who signed it before it came here; null: nobody"),
  isSigned: z.boolean().describe("Custody signed the applied text for the house"),
});
export type PolicyEntryBody = z.infer<typeof PolicyEntry>;

export const PolicyList = z.object({
  entries: z.array(PolicyEntry).describe("Newest first, the last 200"),
  inForce: id.nullable().describe("Null: the house has no pack"),
});
export const AppliedText = z.object({
  text,
  signature: z
    .string()
    .nullable()
    .describe(
      "The house's detached CMS over the text, base64; null: not applied, or not signed yet",
    ),
  publisherSignature: z.string().nullable().describe("As it came with the proposal, base64"),
  ledger: z
    .object({
      leaf: z.string().describe("It names the digest of the text"),
      ...{ origin: z.string(), index: z.int() },
      proof: z.string().describe("C2SP tlog-proof of the entry"),
    })
    .nullable(),
});
export type AppliedTextBody = z.infer<typeof AppliedText>;
export const PolicyDetail = z.object({
  entry: PolicyEntry,
  ...AppliedText.shape,
  pack: Pack.nullable().describe("Null: this version of the program does not understand it"),
});
export const ShippedPacks = z.object({
  entries: z.array(z.object({ pack: Pack, text })),
});
export const DryRunRequest = z.strictObject({ text });
export const PackCheckRequest = z.strictObject({ text, signature });
export const PackCheck = z.object({
  pack: Pack.nullable().describe("Null: it is not sound"),
  sha256: digest,
  publisher: Publisher.nullable().describe("Whose signature was sent along"),
  problems: z.array(
    z.object({ path: z.string(), text: z.object({ "zh-CN": z.string(), en: z.string() }) }),
  ),
});
const effect = z.object({
  count: z.int(),
  examples: z.array(id).describe("Items, the first to arrive"),
});
export const DryRunReport = z.object({
  items: z.int(),
  unchanged: z.int(),
  undecided: z.int(),
  effects: z.object({
    longer: effect,
    held: effect,
    extended: effect,
    closes: effect,
    conflict: effect,
    class: effect,
    "unknown-activity": effect,
  }),
});
/** One line of the answer of a dry run; the last one has the report. */
export const DryRunLine = z.union([
  z.object({ done: z.int(), of: z.int() }),
  z.object({ report: DryRunReport }),
]);
export type DryRunLineBody = z.infer<typeof DryRunLine>;
export type DryRunReportBody = Extract<DryRunLineBody, { report: unknown }>["report"];
export type PackCheckBody = z.infer<typeof PackCheck>;
export const PackProposal = z.strictObject({ text, signature, why });
export const PackApproval = z.strictObject({
  sha256: digestField.describe("Of the text that was read"),
  why,
});
export const PackWithdrawal = z.strictObject({ why });
export const PolicyPath = z.object({ id: IdPath.shape.id.pipe(idField<PolicyId>()) });
