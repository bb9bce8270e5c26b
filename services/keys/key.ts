/** A key of the house as it stands in the register: what it is for, how it is called, and how long it counts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { KeyRole, KeySuite, RevocationReason } from "../ledger/key-words.ts";
import { leafText } from "../ledger/leaf.ts";

export interface KeyCertificate {
  readonly sha256: Sha256;
  readonly der: Uint8Array;
  readonly notBefore: UtcInstant;
  readonly notAfter: UtcInstant;
}

/** A key that a process works with. */
export interface HouseKey {
  readonly role: KeyRole;
  readonly suite: KeySuite;
  /** Of SubjectPublicKeyInfo, DER. */
  readonly spkiSha256: Sha256;
  /** Null: a bare key, as the ledger's. */
  readonly certificate: KeyCertificate | null;
}

export interface Revocation {
  readonly at: UtcInstant;
  /** From when on nothing it signed is to be believed (invalidityDate, RFC 5280 5.3.2). */
  readonly since: UtcInstant;
  readonly reason: RevocationReason;
}

export interface RegisteredKey extends HouseKey {
  readonly addedAt: UtcInstant;
  /** Null: in use. */
  readonly usedUntil: UtcInstant | null;
  readonly revocation: Revocation | null;
  /** Whether the ledger tells of it. */
  readonly isEntered: boolean;
  /** When a person asked for another in its place; null: nobody did. */
  readonly rotationAskedAt: UtcInstant | null;
  /** Whether the ledger tells of its revocation; false for a key that was not revoked. */
  readonly isRevocationEntered: boolean;
}

/** Keys whose end a person may declare: what the others signed is certificates and heads, not evidence. */
export const REVOCABLE_ROLES = ["manifest-signer", "second-signer"] as const;
export type RevocableRole = (typeof REVOCABLE_ROLES)[number];

export type KeyEntryKind = "add" | "rotate" | "revoke";

export const addLeaf = ({ role, suite, spkiSha256, certificate }: HouseKey, at: UtcInstant) =>
  leafText({
    ...{ type: "key-add", role, suite, spkiSha256 },
    ...{ certificateSha256: certificate?.sha256 ?? "none", at },
  });

export const rotateLeaf = (from: HouseKey, { role, spkiSha256 }: HouseKey, at: UtcInstant) =>
  leafText({ type: "key-rotate", role, fromSpkiSha256: from.spkiSha256, spkiSha256, at });

export const revokeLeaf = (
  { role, spkiSha256 }: Pick<HouseKey, "role" | "spkiSha256">,
  { reason, since, at }: Revocation,
) => leafText({ type: "key-revoke", role, spkiSha256, reason, since, at });

/** Whether a key is to be replaced: it is in use, and was revoked, or a person asked for another. */
export const isToReplace = ({ usedUntil, revocation, rotationAskedAt }: RegisteredKey): boolean =>
  usedUntil === null && (revocation !== null || rotationAskedAt !== null);
