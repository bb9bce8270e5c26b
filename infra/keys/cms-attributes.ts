/** Reads the signed attributes of our own CMS profile, in the one form that cms-signer.ts writes. */
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  dateOf,
  encode,
  oid,
  oidOf,
  partsOf,
} from "./asn1.ts";
import type { CmsSuite } from "./cms-suite.ts";
import { OID } from "./oids.ts";

export interface Attributes {
  readonly messageDigest: Buffer;
  readonly signingTime: Date;
  /** They name the certificate with these bytes, and no other. */
  readonly namesCertificate: boolean;
}

/** @throws Malformed unless there are exactly our four attributes, each once, each with one value. */
export function readAttributes(
  set: Asn1,
  { certificateId }: CmsSuite,
  raw: Uint8Array,
): Attributes {
  const values = new Map<string, Asn1 | undefined>();
  for (const attribute of exactly(4, partsOf(set, Type.SET))) {
    const [id, value] = exactly(2, partsOf(attribute, Type.SEQUENCE));
    values.set(oidOf(id), exactly(1, partsOf(value, Type.SET))[0]);
  }
  same(values.get(OID.contentType), oid(OID.data));
  const [certificateIds] = exactly(1, partsOf(values.get(OID.signingCertificateV2), Type.SEQUENCE));
  const [named] = exactly(1, partsOf(certificateIds, Type.SEQUENCE));
  return {
    messageDigest: contentOf(values.get(OID.messageDigest), Type.OCTETSTRING),
    signingTime: dateOf(values.get(OID.signingTime)),
    namesCertificate: named !== undefined && encode(named).equals(encode(certificateId(raw))),
  };
}

export function same(node: Asn1 | undefined, expected: Asn1): void {
  if (node === undefined || !encode(node).equals(encode(expected))) {
    throw new Malformed("another value is expected");
  }
}

export function exactly(count: number, parts: readonly Asn1[]): readonly Asn1[] {
  if (parts.length !== count) throw new Malformed(`${count} parts are expected`);
  return parts;
}

/** SET OF in DER order, none twice (X.690 11.6): GnuTLS and BouncyCastle hash the sorted form. */
export function sorted(parts: readonly Asn1[]): void {
  const encodings = parts.map(encode);
  for (const [index, encoding] of encodings.entries()) {
    const previous = encodings[index - 1];
    if (previous !== undefined && Buffer.compare(previous, encoding) >= 0) {
      throw new Malformed("a set is not in order");
    }
  }
}
