/** How keys stand in a token (OASIS PKCS #11 2.40), and how they, what they sign and what they give are written outside. */
import { hash } from "node:crypto";
import {
  Malformed,
  Type,
  bits,
  contentOf,
  encode,
  integer,
  natural,
  nothing,
  octets,
  oid,
  parse,
  sequence,
} from "../asn1.ts";
import { OID } from "../oids.ts";

export type TokenKeyKind = "p256" | "rsa3072" | "ed25519";

export interface PublicHalf {
  readonly kind: TokenKeyKind;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
}

export const CKA = {
  CLASS: 0x0,
  TOKEN: 0x1,
  PRIVATE: 0x2,
  LABEL: 0x3,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SENSITIVE: 0x103,
  ENCRYPT: 0x104,
  DECRYPT: 0x105,
  SIGN: 0x108,
  VERIFY: 0x10a,
  MODULUS: 0x120,
  MODULUS_BITS: 0x121,
  PUBLIC_EXPONENT: 0x122,
  VALUE_LEN: 0x161,
  EXTRACTABLE: 0x162,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
} as const;
export const KINDS = {
  rsa3072: { type: 0x0, make: 0x0, sign: 0x1 },
  p256: { type: 0x3, make: 0x1040, sign: 0x1041 },
  ed25519: { type: 0x40, make: 0x1055, sign: 0x1057 },
} as const;
const POINT_BYTES = { p256: 65, ed25519: 32 } as const;
const ED25519 = "1.3.101.112";

export const PARAMETERS = { p256: encode(oid(OID.p256)), ed25519: encode(oid(ED25519)) } as const;

type Read = (type: number) => Buffer | null;

/** Of an object of CKA_KEY_TYPE `type`; null for what is no key, or one of a kind that is not used here. */
export function publicHalf(type: number | undefined, read: Read): PublicHalf | null {
  try {
    return readHalf(type, read);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

function readHalf(type: number | undefined, read: Read): PublicHalf | null {
  if (type === KINDS.rsa3072.type) {
    const [modulus, exponent] = [read(CKA.MODULUS), read(CKA.PUBLIC_EXPONENT)];
    if (modulus === null || exponent === null) return null;
    const key = sequence(integer(natural(modulus)), integer(natural(exponent)));
    const algorithm = sequence(oid(OID.rsaEncryption), nothing());
    return { kind: "rsa3072", spki: encode(sequence(algorithm, bits(encode(key)))) };
  }
  const kind = type === KINDS.p256.type ? "p256" : "ed25519";
  const isKnown = type === KINDS[kind].type;
  if (!isKnown || (kind === "p256" && read(CKA.EC_PARAMS)?.equals(PARAMETERS.p256) !== true)) {
    return null;
  }
  const algorithm = kind === "p256" ? [oid(OID.ecPublicKey), oid(OID.p256)] : [oid(ED25519)];
  const point = pointIn(read(CKA.EC_POINT), POINT_BYTES[kind]);
  return { kind, spki: encode(sequence(sequence(...algorithm), bits(point))) };
}

/** An OCTET STRING around the point (PKCS #11 2.40, 2.3.3); some tokens give the bare point. */
function pointIn(value: Buffer | null, bytes: number): Buffer {
  if (value === null) throw new Malformed("no point");
  const point = value.byteLength === bytes ? value : contentOf(parse(value), Type.OCTETSTRING);
  if (point.byteLength !== bytes) throw new Malformed("no point of this curve");
  return point;
}

const sha256 = (bytes: Buffer): Buffer => hash("sha256", bytes, "buffer");

/** What CKM_ECDSA, CKM_RSA_PKCS (a DigestInfo, RFC 8017 9.2) and CKM_EDDSA take. */
export function inputOf(kind: TokenKeyKind, bytes: Buffer): Buffer {
  if (kind === "ed25519") return bytes;
  if (kind === "p256") return sha256(bytes);
  return encode(sequence(sequence(oid(OID.sha256), nothing()), octets(sha256(bytes))));
}

/** From r and s side by side to Ecdsa-Sig-Value (RFC 3279 2.2.3). */
export function derOf(signature: Buffer): Buffer {
  const half = signature.byteLength / 2;
  const [r, s] = [signature.subarray(0, half), signature.subarray(half)];
  return encode(sequence(integer(natural(r)), integer(natural(s))));
}

/** CK_ULONG and CK_BBOOL, as the values of attributes. */
export const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
export const YES = Buffer.of(1);
export const NO = Buffer.of(0);
