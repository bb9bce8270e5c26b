/** What lists of revoked certificates, and answers about one, say of a time stamp (RFC 5280 5, RFC 6960, RFC 3161 4). Pure. */
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

/** How a certificate behind a stamp that holds stands to the lists of its authority, and to answers about it. */
export type Revocation =
  /** "unknown": whoever was asked about it knows no such certificate. */
  | { readonly list: "none" | "unusable" | "unknown" }
  | (Said & { readonly list: "not-on-it" })
  /** Revoked after the stamp, for a reason that leaves stamps good. */
  | (Said & { readonly list: "revoked-later"; readonly revokedAt: UtcInstant });

interface Said {
  /** Of what time the list is, or the answer. */
  readonly listOf: UtcInstant;
  /** It is an answer about this certificate (OCSP), and no list. */
  readonly isAnswer?: true;
}

export interface Listed extends Said {
  /** The certificate; null: it is not on it. */
  readonly revoked: Revoked | null;
}

/** Null for a certificate whose stamps are good no more. */
export function judgeRevocation(
  { revoked, ...said }: Listed,
  { genTime, notAfter }: { readonly genTime: UtcInstant; readonly notAfter: UtcInstant },
): Revocation | null {
  if (revoked !== null) {
    const holds = HARMLESS.has(revoked.reason) && genTime < revoked.at;
    return holds ? { list: "revoked-later", ...said, revokedAt: revoked.at } : null;
  }
  // Lists leave out certificates that are over (RFC 5280 3.3): such a list does not clear them.
  return said.listOf > notAfter ? { list: "none" } : { list: "not-on-it", ...said };
}

/** Of what several lists say of one certificate: null if one ends it, else the newest that says something, else the first. */
export function judgeTogether(said: readonly (Revocation | null)[]): Revocation | null {
  let newest: Revocation | null = null;
  for (const each of said) {
    if (each === null) return null;
    const isNewer =
      "listOf" in each && !(newest && "listOf" in newest && newest.listOf >= each.listOf);
    const isMore = newest?.list === "none" && each.list === "unknown";
    if (newest === null || isNewer || isMore) newest = each;
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

/** A list, or an answer about one certificate (OCSP, RFC 6960): as its file's name ends. */
export type ListKind = "crl" | "ocsp";

/** The newest list that came from one place of those that were configured for an authority, or answer about one certificate. */
export interface KeptList {
  readonly kind: ListKind;
  /** Of a list 0 for the first place; of an answer 0 for the newest. */
  readonly place: number;
  /** DER. */
  readonly der: Uint8Array;
}

/** What whoever an authority appointed for that said of the certificate that stamps (RFC 6960 4.2). */
export interface CertificateAnswer {
  /** The whole OCSPResponse, DER. */
  readonly der: Uint8Array;
  readonly status: "good" | "unknown" | Revoked;
  readonly producedAt: UtcInstant;
  readonly thisUpdate: UtcInstant;
  /** When there is newer information for certain; null: it does not say. */
  readonly nextUpdate: UtcInstant | null;
  /** SHA-256 of the certificate, DER. */
  readonly certificateSha256: Sha256;
  /** Its notAfter: an answer of a later time clears nothing. */
  readonly certificateEndsAt: UtcInstant;
  /** Whether it repeats the number that was asked with: one without could be an older one. */
  readonly hasNonce: boolean;
}

/** That of whoever issued the certificate that stamps, and those of the authorities above: longer no chain is. As many answers. */
export const MAX_LISTS = 6;
/** The number of one behind the first in a file's name, as a regular expression. `revocation_lists` has as many places (migration 0070). */
export const LIST_PLACE = `[1-${MAX_LISTS - 1}]`;

/** How often an authority's lists are looked for. */
export const LIST_EVERY_MS = 3_600_000;

/** How long a list may be overdue before somebody is told. */
const GRACE_MS = 24 * 3_600_000;
export const isListOverdue = (nextUpdate: UtcInstant | null, now: UtcInstant): boolean =>
  nextUpdate !== null && plusMs(nextUpdate, GRACE_MS) < now;
