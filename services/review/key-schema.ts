/** The shapes of /api/v1 about the house's own keys; public halves only. */
import { z } from "zod";
import { timeField } from "../kernel/fields.ts";
import { REVOCABLE_ROLES } from "../keys/key.ts";
import { KEY_ROLES, KEY_SUITES, REVOCATION_REASONS } from "../ledger/key-words.ts";

const instant = z.iso.datetime();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const why = z.string().trim().min(3).max(500);

export const HouseKeyEntry = z.object({
  spkiSha256: digest.describe("SHA-256 of SubjectPublicKeyInfo: how the key is called"),
  role: z.enum(KEY_ROLES),
  suite: z.enum(KEY_SUITES),
  certificateSha256: digest.nullable().describe("Of the certificate, DER; null: a bare key"),
  notBefore: instant.nullable(),
  notAfter: instant.nullable(),
  addedAt: instant,
  usedUntil: instant.nullable().describe("Null: in use"),
  isEntered: z.boolean().describe("Whether the ledger tells of it"),
  rotationAskedAt: instant.nullable(),
  revocation: z
    .object({
      at: instant,
      since: instant.describe("From when on nothing it signed is to be believed"),
      reason: z.enum(REVOCATION_REASONS),
      isEntered: z
        .boolean()
        .describe("Whether the ledger tells of it; it waits for what the key signed before"),
    })
    .nullable(),
});
export const HouseKeyList = z.object({ entries: z.array(HouseKeyEntry) });
export const RotationRequest = z.strictObject({
  role: z.enum(REVOCABLE_ROLES).default("manifest-signer"),
  why,
});
export const RevocationPath = z.object({ spkiSha256: digest });
export const RevocationRequest = z.strictObject({
  reason: z.enum(REVOCATION_REASONS).describe("RFC 5280 5.3.1"),
  since: timeField.optional().describe("Now unless given; never later (RFC 5280 5.3.2)"),
  why,
});
