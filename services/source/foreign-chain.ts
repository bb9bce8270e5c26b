/**
 * Chains of certificates of cameras' makers, held against configured roots. Of any profile: what a
 * certificate is signed by is OpenSSL's word; lengths of paths and constraints on names are not looked at.
 */
import { X509Certificate } from "node:crypto";
import { malformed } from "./fault.ts";
import type { SourceReason } from "./verdict.ts";

const MAX_CERTIFICATES = 8;
const MAX_ROOTS = 500;
/** Of one certificate. */
const MAX_PEM_BYTES = 16 << 10;
const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** @throws SourceFault "malformed" if it holds none, too many, or one that cannot be read. */
export function readChain(pem: string, most = MAX_CERTIFICATES): readonly X509Certificate[] {
  const blocks = pem.length > most * MAX_PEM_BYTES ? [] : (pem.match(BLOCK) ?? []);
  if (blocks.length === 0 || blocks.length > most) {
    throw malformed("no chain of certificates");
  }
  return blocks.map((block) => {
    try {
      const certificate = new X509Certificate(block);
      // Read once here: a key OpenSSL does not know throws where it is first asked for.
      if (certificate.publicKey.asymmetricKeyType === undefined) throw malformed("another key");
      return certificate;
    } catch {
      throw malformed("a certificate that cannot be read");
    }
  });
}

/** Certificates of a file of roots, one or more; none for an empty text. @throws SourceFault "malformed". */
export const readRoots = (pem: string): readonly X509Certificate[] =>
  pem.trim() === "" ? [] : readChain(pem, MAX_ROOTS);

/** Null if the first of `chain` leads to one of `roots` and all were valid `at` that time; else why not. */
export function chainFault(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): Extract<
  SourceReason,
  "no-trust-configured" | "signer-not-trusted" | "certificate-out-of-time"
> | null {
  if (roots.length === 0) return "no-trust-configured";
  const path: X509Certificate[] = [];
  const others = [...chain];
  for (let current = others.shift(); current !== undefined;) {
    path.push(current);
    const subject = current;
    const root = roots.find((each) => isIssuedBy(subject, each));
    if (root !== undefined) {
      const inTime = [...path, root].every((each) => isInTime(each, at));
      return inTime ? null : "certificate-out-of-time";
    }
    const next = others.findIndex((each) => each.ca && isIssuedBy(subject, each));
    [current] = next < 0 ? [] : others.splice(next, 1);
  }
  return "signer-not-trusted";
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const isInTime = ({ validFromDate, validToDate }: X509Certificate, at: Date): boolean =>
  validFromDate <= at && at <= validToDate;
