/**
 * The algorithms of a signature, told by the key in its signer's certificate: ECDSA P-256 or RSA with SHA-256, or SM2
 * with SM3. Nothing else is ever signed or taken.
 */
import { hash } from "node:crypto";
import {
  type Asn1,
  Malformed,
  Type,
  encode,
  nothing,
  octets,
  oid,
  oidOf,
  parse,
  partsOf,
  sequence,
} from "./asn1.ts";
import { OID } from "./oids.ts";

export interface CmsSuite {
  readonly name: "p256" | "rsa" | "sm2";
  readonly digest: (bytes: Uint8Array) => Buffer;
  /** AlgorithmIdentifiers of the digest and of the signature. */
  readonly digestId: Asn1;
  readonly signatureId: Asn1;
  /** ESSCertIDv2 (RFC 5035 4) of the signer's certificate: SHA-256 is its default and left out in DER. */
  readonly certificateId: (raw: Uint8Array) => Asn1;
}

const sha256 = (bytes: Uint8Array): Buffer => hash("sha256", bytes, "buffer");
const sm3 = (bytes: Uint8Array): Buffer => hash("sm3", bytes, "buffer");
const withSha256 = {
  digest: sha256,
  digestId: sequence(oid(OID.sha256)),
  certificateId: (raw: Uint8Array) => sequence(octets(sha256(raw))),
};

export const P256: CmsSuite = {
  ...withSha256,
  name: "p256",
  signatureId: sequence(oid(OID.ecdsaWithSha256)),
};
/** RFC 4055 5: its parameters are NULL. */
const RSA: CmsSuite = {
  ...withSha256,
  name: "rsa",
  signatureId: sequence(oid(OID.sha256WithRsa), nothing()),
};
export const SM2: CmsSuite = {
  name: "sm2",
  digest: sm3,
  digestId: sequence(oid(OID.sm3)),
  signatureId: sequence(oid(OID.sm2WithSm3)),
  certificateId: (raw) => sequence(sequence(oid(OID.sm3)), octets(sm3(raw))),
};

/** SubjectPublicKeyInfo of a certificate (RFC 5280 4.1): its seventh part. */
export function spkiOf(raw: Uint8Array): Buffer {
  const [tbs] = partsOf(parse(raw), Type.SEQUENCE);
  const spki = partsOf(tbs, Type.SEQUENCE)[6];
  if (spki === undefined) throw new Malformed("a certificate is expected");
  return encode(spki);
}

/** @throws Malformed for a certificate of any other key. */
export function suiteOf(raw: Uint8Array): CmsSuite {
  const [algorithm] = partsOf(parse(spkiOf(raw)), Type.SEQUENCE);
  const [kind, curve] = partsOf(algorithm, Type.SEQUENCE);
  if (oidOf(kind) === OID.rsaEncryption) return RSA;
  if (oidOf(kind) === OID.ecPublicKey && oidOf(curve) === OID.p256) return P256;
  if (oidOf(kind) === OID.ecPublicKey && oidOf(curve) === OID.sm2) return SM2;
  throw new Malformed("a key of another kind");
}
