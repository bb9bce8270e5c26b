/** Reads lists of revoked certificates (CRL, RFC 5280 5): strict DER, whole lists only, and whose they are. */
import { type X509Certificate, verify } from "node:crypto";
import type { Listed, RevocationList, Revoked } from "../../services/anchors/revocation.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  dateOf,
  encode,
  isTagged,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
} from "./asn1.ts";
import { extensionsIn } from "./certificate-chain.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { OID, SIGNATURE_DIGESTS } from "./oids.ts";
import { readRoots } from "./timestamp-chain.ts";

/** Some ten thousand certificates. */
export const MAX_LIST_BYTES = 1 << 20;

/** Whether one whom an issuer appointed was revoked, so that what it said at that time counts no more (RFC 6960 4.2.2.2.1). */
export type IsEnded = (appointed: X509Certificate, saidAt: UtcInstant) => boolean;

/** What a list says, or an answer about one certificate. */
export interface Statement {
  /** Whether whoever issued the certificates that it is about signed it, or appointed who did. */
  readonly isOf: (issuer: X509Certificate, isEnded?: IsEnded) => boolean;
  /** "unknown": there is no such certificate; undefined: it is about those of others. @throws Malformed. */
  readonly about: (certificate: X509Certificate) => Listed | "unknown" | undefined;
}

interface ReadList extends RevocationList, Statement {
  /** DER of its issuer's name. */
  readonly issuer: Buffer;
}

/** @throws Malformed for all but a whole list in DER; what is critical in it could make it one of some certificates only. */
function readList(der: Uint8Array): ReadList {
  if (der.byteLength > MAX_LIST_BYTES) throw new Malformed("too long");
  const [tbs, outer, signature, ...more] = partsOf(parse(der), Type.SEQUENCE);
  if (tbs === undefined || more.length > 0) throw new Malformed("not a list");
  const [version, algorithm, issuer, thisUpdate, ...rest] = partsOf(tbs, Type.SEQUENCE);
  // Version 2, which alone has reasons.
  if (!contentOf(version, Type.INTEGER).equals(Buffer.of(1))) throw new Malformed("version");
  const next = isTime(rest[0]) ? utcInstant(dateOf(rest.shift())) : null;
  const hasLines = rest.length > 0 && !isTagged(rest[0], 0);
  const lines = hasLines ? partsOf(rest.shift(), Type.SEQUENCE) : [];
  const [extensions, ...others] = rest;
  if (others.length > 0) throw new Malformed("more than a list holds");
  if (extensions !== undefined) refuseCritical(extensionsIn(partsOfTagged(extensions, 0)[0]));
  const [made, name] = [utcInstant(dateOf(thisUpdate)), derOf(issuer)];
  const revoked = new Map(lines.map(readLine));
  return {
    ...{ der, thisUpdate: made, nextUpdate: next, issuer: name, issuerSha256: sha256(name) },
    isOf: signatureCheck(derOf(tbs), [derOf(algorithm), derOf(outer)], outer, signature),
    about: (certificate) => {
      const [theirs] = partsOf(issuerAndSerial(certificate), Type.SEQUENCE);
      if (!derOf(theirs).equals(name)) return undefined;
      return { listOf: made, revoked: revoked.get(serialOf(certificate)) ?? null };
    },
  };
}

export function derOf(node: Asn1 | undefined): Buffer {
  if (node === undefined) throw new Malformed("something is missing");
  return encode(node);
}

/** Whether whoever asks made the signature behind `signed`; of `[inner, outer]`, its two names, both are the same. @throws Malformed. */
export function signatureCheck(
  signed: Buffer,
  [inner, outer]: readonly [Buffer, Buffer],
  algorithm: Asn1 | undefined,
  bits: Asn1 | undefined,
): (signer: X509Certificate) => boolean {
  const digest = SIGNATURE_DIGESTS[oidOf(partsOf(algorithm, Type.SEQUENCE)[0])];
  const signature = contentOf(bits, Type.BITSTRING);
  if (digest === undefined || !inner.equals(outer) || signature[0] !== 0)
    throw new Malformed("an unknown signature");
  return ({ publicKey }) =>
    verify(digest, signed, { key: publicKey, dsaEncoding: "der" }, signature.subarray(1));
}

const isTime = (node: Asn1 | undefined): boolean =>
  node?.type === Type.UTCTIME || node?.type === Type.GENERALIZEDTIME;

/** By the serial number's content bytes, hexadecimal. */
function readLine(line: Asn1): readonly [string, Revoked] {
  const [serial, date, extensions] = partsOf(line, Type.SEQUENCE);
  const read = extensions === undefined ? new Map<string, never>() : extensionsIn(extensions);
  refuseCritical(read);
  const reason: { readonly value: Buffer } | undefined = read.get(OID.reasonCode);
  return [
    contentOf(serial, Type.INTEGER).toString("hex"),
    {
      at: utcInstant(dateOf(date)),
      reason:
        reason === undefined
          ? null
          : contentOf(parse(reason.value), Type.ENUMERATED).readUIntBE(0, 1),
    },
  ];
}

/** @throws Malformed for an extension that changes what is said. */
export function refuseCritical(extensions: ReturnType<typeof extensionsIn>): void {
  if ([...extensions.values()].some(({ critical }) => critical))
    throw new Malformed("a list of some certificates only");
}

/** The list `der`; null for what is none. */
export function asList(der: Uint8Array): ReadList | null {
  try {
    return readList(der);
  } catch {
    return null;
  }
}

/** The serial number's content bytes, hexadecimal. */
export function serialOf(certificate: X509Certificate): string {
  const [, serial] = partsOf(issuerAndSerial(certificate), Type.SEQUENCE);
  return contentOf(serial, Type.INTEGER).toString("hex");
}

/** The list in `bytes`, DER or PEM, if a certificate of `rootsPem` signed it; else null. */
export function listOf(bytes: Uint8Array, rootsPem: string): RevocationList | null {
  try {
    const { issuer, isOf, about: _, ...list } = readList(unwrapped(bytes));
    const { anchors, helpers } = readRoots(rootsPem);
    const isTheirs = [...anchors, ...helpers].some(
      (each) => subjectOf(each).equals(issuer) && isOf(each),
    );
    return isTheirs ? list : null;
  } catch {
    return null;
  }
}

function unwrapped(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  const [, base64] = /-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/.exec(text) ?? [];
  return base64 === undefined ? bytes : Buffer.from(base64, "base64");
}

/** DER of its subject's name. */
export function subjectOf({ raw }: X509Certificate): Buffer {
  const [tbs] = partsOf(parse(raw), Type.SEQUENCE);
  const subject = partsOf(tbs, Type.SEQUENCE)[5];
  if (subject === undefined) throw new Malformed("a certificate has a subject");
  return encode(subject);
}
