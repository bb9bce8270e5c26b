/** The words that leaves, the register and verifiers have for a house's keys: what a key is for, its algorithm, and why it ended. */

/** What a key is for; "second" is the one with SM2. */
export const KEY_ROLES = [
  "manifest-signer",
  "second-signer",
  "ledger",
  "root",
  "second-root",
  "issuing",
  "device-authority",
] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

export const KEY_SUITES = ["p256", "rsa", "sm2", "ed25519"] as const;
export type KeySuite = (typeof KEY_SUITES)[number];

/** Why a key counts no more: CRLReason of RFC 5280 5.3.1, without those that can be taken back. */
export const REVOCATION_REASONS = [
  "unspecified",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "privilegeWithdrawn",
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** Parses one of `words`, or null. */
export const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): Word | null =>
    words.find((word) => word === text) ?? null;
