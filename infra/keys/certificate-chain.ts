/**
 * Judges a chain of certificates against a pinned root. Whether one certificate is signed by another is
 * OpenSSL's word (node:crypto); what a certificate may be used for is read from its strict DER.
 */
import type { X509Certificate } from "node:crypto";
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  dateOf,
  encode,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
} from "./asn1.ts";
import { spkiOf } from "./cms-suite.ts";
import { OID } from "./oids.ts";

/** A reason is a code for the verification panel. */
export type ChainFault =
  | "keys/not-chained-to-root"
  | "keys/certificate-not-valid-then"
  | "keys/not-an-authority"
  | "keys/not-for-signing"
  | "keys/weak-certificate"
  | "keys/unneeded-certificate";

/** Longer than any chain of ours. */
const MAX_CERTIFICATES = 4;

/**
 * Null if `leaf` leads over `others` (all of them) to `root` and every certificate was valid `at` that time.
 * @throws Malformed for a certificate that is not DER.
 */
export function chainFault(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  root: X509Certificate,
  at: Date,
): ChainFault | null {
  if (others.length >= MAX_CERTIFICATES) return "keys/unneeded-certificate";
  const path = [leaf];
  const unused = [...others];
  let current = leaf;
  while (!isIssuedBy(current, root)) {
    const next = unused.findIndex((candidate) => isIssuedBy(current, candidate));
    const [found] = next < 0 ? [] : unused.splice(next, 1);
    if (found === undefined) return "keys/not-chained-to-root";
    path.push(found);
    current = found;
  }
  if (unused.length > 0) return "keys/unneeded-certificate";
  const fault = pathFault([...path, root], at);
  // OpenSSL reads an authority by more than one extension.
  const isOpen = fault !== null || [...path.slice(1), root].every(({ ca }) => ca);
  return isOpen ? fault : "keys/not-an-authority";
}

export const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** Null if every certificate of `path`, from the leaf to the root, was good for its part `at` that time. */
export function pathFault(
  path: readonly { readonly raw: Buffer }[],
  at: Date,
  signedWith: string = OID.ecdsaWithSha256,
): ChainFault | null {
  for (const [index, { raw }] of path.entries()) {
    const facts = factsOf(raw, signedWith);
    const keys = signedWith === OID.sm2WithSm3 ? SM2_KEYS : index === 0 ? LEAF_KEYS : ABOVE;
    if (!facts.plain || !keys.includes(keyOf(raw))) return "keys/weak-certificate";
    if (at < facts.notBefore || at > facts.notAfter) return "keys/certificate-not-valid-then";
    if (index === 0) {
      if (!facts.maySignDocuments) return "keys/not-for-signing";
    } else if (!facts.maySignCertificates || facts.pathLength < index - 1) {
      // `index - 1` authorities stand between this one and the leaf (RFC 5280 4.2.1.9).
      return "keys/not-an-authority";
    }
  }
  return null;
}

const SM2_KEYS: readonly string[] = ["sm2"];
const ABOVE: readonly string[] = ["p256"];
const LEAF_KEYS: readonly string[] = ["p256", "rsa"];
const RSA_BYTES = 3_072 / 8;

/** The kind of a certificate's key; "weak" for a short one and for kinds that we do not know. */
function keyOf(raw: Buffer): string {
  const [algorithm, key] = partsOf(parse(spkiOf(raw)), Type.SEQUENCE);
  const [kind, curve] = partsOf(algorithm, Type.SEQUENCE).map((part) =>
    part.type === Type.OID ? oidOf(part) : "",
  );
  if (kind === OID.ecPublicKey)
    return curve === OID.p256 ? "p256" : curve === OID.sm2 ? "sm2" : "weak";
  if (kind !== OID.rsaEncryption) return "weak";
  const [modulus] = partsOf(parse(contentOf(key, Type.BITSTRING).subarray(1)), Type.SEQUENCE);
  // Its first bit is set, so that a zero stands before it.
  return contentOf(modulus, Type.INTEGER).byteLength > RSA_BYTES ? "rsa" : "weak";
}

interface Facts {
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Signed with the one algorithm, and no critical extension that we do not know. */
  readonly plain: boolean;
  readonly maySignDocuments: boolean;
  readonly maySignCertificates: boolean;
  readonly pathLength: number;
}

function factsOf(raw: Buffer, signedWith: string): Facts {
  const [tbs, outerAlgorithm] = partsOf(parse(raw), Type.SEQUENCE);
  const [, , algorithm, , validity, , , extensionList] = partsOf(tbs, Type.SEQUENCE);
  const [notBefore, notAfter] = partsOf(validity, Type.SEQUENCE);
  const extensions = readExtensions(extensionList);
  const usage = keyUsage(extensions.get(OID.keyUsage)?.value);
  const constraints = basicConstraints(extensions.get(OID.basicConstraints)?.value);
  const purposes = extensions.get(OID.extKeyUsage)?.value;
  const mayBeUsed =
    purposes === undefined ||
    partsOf(parse(purposes), Type.SEQUENCE).some((purpose) =>
      [OID.documentSigning, OID.emailProtection].some((allowed) => allowed === oidOf(purpose)),
    );
  return {
    notBefore: dateOf(notBefore),
    notAfter: dateOf(notAfter),
    plain:
      isAlgorithm(algorithm, signedWith) &&
      isAlgorithm(outerAlgorithm, signedWith) &&
      [...extensions].every(([id, { critical }]) => !critical || KNOWN.has(id)),
    maySignDocuments: !constraints.authority && usage.digitalSignature && mayBeUsed,
    // An authority with a purpose of its own passes on no other (OpenSSL reads it so too).
    maySignCertificates: constraints.authority && usage.certificateSigning && mayBeUsed,
    pathLength: constraints.pathLength,
  };
}

const KNOWN = new Set<string>([OID.basicConstraints, OID.keyUsage, OID.extKeyUsage]);

export const isEcdsaWithSha256 = (algorithm: Asn1 | undefined): boolean =>
  isAlgorithm(algorithm, OID.ecdsaWithSha256);

function isAlgorithm(algorithm: Asn1 | undefined, id: string): boolean {
  const parts = partsOf(algorithm, Type.SEQUENCE);
  return parts.length === 1 && oidOf(parts[0]) === id;
}

type Extensions = ReadonlyMap<string, { readonly critical: boolean; readonly value: Buffer }>;

/** Whether a list of extensions (RFC 5280 4.1) would make whoever has it an authority. */
export function requestsAuthority(extensions: Asn1 | undefined): boolean {
  const found = extensionsIn(extensions);
  return (
    basicConstraints(found.get(OID.basicConstraints)?.value).authority ||
    keyUsage(found.get(OID.keyUsage)?.value).certificateSigning
  );
}

export function readExtensions(list: Asn1 | undefined): Extensions {
  return extensionsIn(partsOfTagged(list, 3)[0]);
}

export function extensionsIn(extensions: Asn1 | undefined): Extensions {
  const found = new Map<string, { critical: boolean; value: Buffer }>();
  for (const extension of partsOf(extensions, Type.SEQUENCE)) {
    const parts = partsOf(extension, Type.SEQUENCE);
    const id = oidOf(parts[0]);
    if (found.has(id)) throw new Malformed("an extension stands twice");
    const critical = parts.length === 3 && contentOf(parts[1], Type.BOOLEAN)[0] === 0xff;
    found.set(id, { critical, value: contentOf(parts.at(-1), Type.OCTETSTRING) });
  }
  return found;
}

/** Absent means nothing is allowed: our certificates all say what they are for. */
function keyUsage(value: Buffer | undefined): {
  digitalSignature: boolean;
  certificateSigning: boolean;
} {
  const mask = value === undefined ? 0 : (contentOf(parse(value), Type.BITSTRING)[1] ?? 0);
  return { digitalSignature: (mask & 0x80) !== 0, certificateSigning: (mask & 0x04) !== 0 };
}

export function basicConstraints(value: Buffer | undefined): {
  authority: boolean;
  pathLength: number;
} {
  const [authority, length] = value === undefined ? [] : partsOf(parse(value), Type.SEQUENCE);
  const isAuthority = authority !== undefined && encode(authority).equals(TRUE);
  if (length === undefined) return { authority: isAuthority, pathLength: MAX_CERTIFICATES };
  return { authority: isAuthority, pathLength: contentOf(length, Type.INTEGER).readUIntBE(0, 1) };
}

const TRUE = Buffer.from([0x01, 0x01, 0xff]);
