/** What lists of revoked certificates say of a time stamp (RFC 5280 5, RFC 3161 4). Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";

/** CRLReason (RFC 5280 5.3.1) with which stamps from before the revocation stay good (RFC 3161 4): the key is nobody else's. */
const HARMLESS: ReadonlySet<number | null> = new Set([
  0, // unspecified, where it is written
  3, // affiliationChanged
  4, // superseded
  5, // cessationOfOperation
]);

/** One line of a list. */
export interface Revoked {
  readonly at: UtcInstant;
  /** CRLReason; null: none is given, and then no stamp of this key is good. */
  readonly reason: number | null;
}

/** How a certificate behind a stamp that holds stands to the lists of its authority. */
export type Revocation =
  | { readonly list: "none" | "unusable" }
  | { readonly list: "not-on-it"; readonly listOf: UtcInstant }
  /** Revoked after the stamp, for a reason that leaves stamps good. */
  | { readonly list: "revoked-later"; readonly listOf: UtcInstant; readonly revokedAt: UtcInstant };

export interface Listed {
  /** When the list was made. */
  readonly listOf: UtcInstant;
  /** The certificate; null: it is not on it. */
  readonly revoked: Revoked | null;
}

/** Null for a certificate whose stamps are good no more. */
export function judgeRevocation(
  { listOf, revoked }: Listed,
  { genTime, notAfter }: { readonly genTime: UtcInstant; readonly notAfter: UtcInstant },
): Revocation | null {
  if (revoked !== null) {
    const holds = HARMLESS.has(revoked.reason) && genTime < revoked.at;
    return holds ? { list: "revoked-later", listOf, revokedAt: revoked.at } : null;
  }
  // Lists leave out certificates that are over (RFC 5280 3.3): such a list does not clear them.
  return listOf > notAfter ? { list: "none" } : { list: "not-on-it", listOf };
}

/** Of what several lists say of one certificate: null if one ends it, else the newest that says something, else the first. */
export function judgeTogether(said: readonly (Revocation | null)[]): Revocation | null {
  let newest: Revocation | null = null;
  for (const each of said) {
    if (each === null) return null;
    const isNewer =
      "listOf" in each && !(newest && "listOf" in newest && newest.listOf >= each.listOf);
    if (newest === null || isNewer) newest = each;
  }
  return newest ?? { list: "none" };
}

/** A list that an authority gave. */
export interface RevocationList {
  /** DER. */
  readonly der: Uint8Array;
  readonly thisUpdate: UtcInstant;
  /** When the next one is due; null: it does not say. */
  readonly nextUpdate: UtcInstant | null;
  /** SHA-256 of the name of whose list it is, DER. */
  readonly issuerSha256: Sha256;
}

/** The newest that came from one place of those that were configured for an authority. */
export interface KeptList {
  /** 0 for the first place. */
  readonly place: number;
  /** DER. */
  readonly der: Uint8Array;
}

/** That of whoever issued the certificate that stamps, and those of the authorities above: longer no chain is. */
export const MAX_LISTS = 6;

/** How often an authority's lists are looked for. */
export const LIST_EVERY_MS = 3_600_000;

/** How long a list may be overdue before somebody is told. */
const GRACE_MS = 24 * 3_600_000;
export const isListOverdue = (nextUpdate: UtcInstant | null, now: UtcInstant): boolean =>
  nextUpdate !== null && plusMs(nextUpdate, GRACE_MS) < now;
