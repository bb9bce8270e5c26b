/**
 * SM2 signatures with SM3 (GB/T 32918.2, GB/T 35276) for the user ID of GM/T 0009. Never through node:crypto: its SM2
 * signs with an empty ID, or not SM2 at all, and exporting such a key once ended the process.
 */
import { sm2 } from "sm-crypto-v2";
import {
  Malformed,
  Type,
  bits,
  contentOf,
  encode,
  integer,
  natural,
  octets,
  oid,
  oidOf,
  parse,
  partsOf,
  sequence,
  tagged,
} from "./asn1.ts";
import { OID } from "./oids.ts";
import { dersIn, pemOf } from "./pem.ts";

const USER_ID = "1234567812345678";
const NUMBER_BYTES = 32;
const POINT_BYTES = 65;

export interface Sm2Key {
  /** 32 bytes in hex. */
  readonly secret: string;
  /** The point, uncompressed: "04", x, y in hex. */
  readonly point: string;
}

export function newSm2Key(): Sm2Key {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return { secret: privateKey, point: publicKey };
}

/** DER of the two numbers (GB/T 35276). */
export function sm2Sign(bytes: Uint8Array, { secret, point }: Sm2Key): Buffer {
  const options = { hash: true, publicKey: point, userId: USER_ID };
  const signature = Buffer.from(sm2.doSignature(bytes, secret, options), "hex");
  const [r, s] = [signature.subarray(0, NUMBER_BYTES), signature.subarray(NUMBER_BYTES)];
  return encode(sequence(integer(natural(r)), integer(natural(s))));
}

/** False for anything that is no signature of `bytes`, in whatever form. */
export function sm2Verify(bytes: Uint8Array, signature: Uint8Array, point: string): boolean {
  try {
    const [r, s, ...more] = partsOf(parse(signature), Type.SEQUENCE);
    if (more.length > 0) return false;
    const numbers = [r, s].map((part) => padded(contentOf(part, Type.INTEGER)));
    const hex = Buffer.concat(numbers).toString("hex");
    return sm2.doVerifySignature(bytes, hex, point, { hash: true, userId: USER_ID });
  } catch {
    return false; // the library throws for numbers and points out of range
  }
}

function padded(number: Buffer): Buffer {
  if (!natural(number).equals(number)) throw new Malformed("a number has one form");
  const digits = number[0] === 0 ? number.subarray(1) : number;
  if (digits.byteLength > NUMBER_BYTES) throw new Malformed("a number is too long");
  return Buffer.concat([Buffer.alloc(NUMBER_BYTES - digits.byteLength), digits]);
}

const algorithm = () => sequence(oid(OID.ecPublicKey), oid(OID.sm2));

/** SubjectPublicKeyInfo, DER. */
export const sm2Spki = ({ point }: Pick<Sm2Key, "point">): Buffer =>
  encode(sequence(algorithm(), bits(Buffer.from(point, "hex"))));

/** The point in a SubjectPublicKeyInfo. @throws Malformed for any other key. */
export function sm2Point(spki: Uint8Array): string {
  const [kind, key] = partsOf(parse(spki), Type.SEQUENCE);
  if (kind === undefined || !encode(kind).equals(encode(algorithm()))) {
    throw new Malformed("no SM2 key");
  }
  const [unused, ...point] = contentOf(key, Type.BITSTRING);
  if (unused !== 0 || point.length !== POINT_BYTES || point[0] !== 4) {
    throw new Malformed("no uncompressed point");
  }
  return Buffer.from(point).toString("hex");
}

/** PKCS#8 (RFC 5958, RFC 5915), as OpenSSL reads it too. */
export function pemOfSm2Key({ secret, point }: Sm2Key): string {
  const key = sequence(
    integer(Buffer.of(1)),
    octets(Buffer.from(secret, "hex")),
    tagged(1, true, [bits(Buffer.from(point, "hex"))]),
  );
  const der = encode(sequence(integer(Buffer.of(0)), algorithm(), octets(encode(key))));
  return pemOf(der, "PRIVATE KEY");
}

/** The key of `pemOfSm2Key`. @throws Malformed. */
export function readSm2Key(pem: string): Sm2Key {
  const [der] = dersIn(pem, "PRIVATE KEY");
  const [, kind, wrapped] = partsOf(parse(der ?? Buffer.alloc(0)), Type.SEQUENCE);
  if (oidOf(partsOf(kind, Type.SEQUENCE)[1]) !== OID.sm2) throw new Malformed("no SM2 key");
  const [, number] = partsOf(parse(contentOf(wrapped, Type.OCTETSTRING)), Type.SEQUENCE);
  const secret = contentOf(number, Type.OCTETSTRING).toString("hex");
  return { secret, point: sm2.getPublicKeyFromPrivateKey(secret) };
}
