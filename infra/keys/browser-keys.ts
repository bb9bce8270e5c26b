/** Public keys and signatures as node:crypto has them, for browsers: ECDSA on the NIST curves, Ed25519, RSA PKCS #1 v1.5. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { type Asn1, Malformed, Type, contentOf, encode, oidOf, parse, partsOf } from "./asn1.ts";
import { hash } from "./browser-hash.ts";

const CURVES = {
  "1.2.840.10045.3.1.7": { name: "prime256v1", curve: p256 },
  "1.3.132.0.34": { name: "secp384r1", curve: p384 },
  "1.3.132.0.35": { name: "secp521r1", curve: p521 },
} as const;
const EC_KEY = "1.2.840.10045.2.1";
const RSA_KEY = "1.2.840.113549.1.1.1";
const ED25519_KEY = "1.3.101.112";

type Check = (
  algorithm: string | null | undefined,
  data: Uint8Array,
  signature: Uint8Array,
  encoding: "der" | "ieee-p1363",
) => boolean;

/** The part of node:crypto's KeyObject that verifiers use. */
export class KeyObject {
  readonly type = "public";
  readonly asymmetricKeyType: "ec" | "rsa" | "ed25519";
  readonly asymmetricKeyDetails: { readonly namedCurve?: string; readonly modulusLength?: number };
  readonly check: Check;
  readonly #spki: Buffer;

  /** @throws Malformed unless `spki` is a SubjectPublicKeyInfo of a kind that is known here. */
  constructor(spki: Uint8Array) {
    this.#spki = Buffer.from(spki);
    const [algorithm, bits] = partsOf(parse(this.#spki), Type.SEQUENCE);
    const [id, parameters] = partsOf(algorithm, Type.SEQUENCE);
    const content = contentOf(bits, Type.BITSTRING);
    const known = keyOf(oidOf(id), parameters, content.subarray(1));
    if (content[0] !== 0 || known === null) throw new Malformed("an unknown key");
    this.asymmetricKeyType = known.type;
    this.asymmetricKeyDetails = known.details;
    this.check = known.check;
  }

  export(_form: { readonly type: "spki"; readonly format: "der" }): Buffer {
    return Buffer.from(this.#spki);
  }

  equals(other: KeyObject): boolean {
    return this.#spki.equals(other.export({ type: "spki", format: "der" }));
  }
}

function keyOf(id: string, parameters: Asn1 | undefined, key: Buffer) {
  if (id === EC_KEY) return ecKey(oidOf(parameters), key);
  if (id === RSA_KEY) return rsaKey(key);
  if (id !== ED25519_KEY || parameters !== undefined) return null;
  ed25519.Point.fromBytes(key);
  const check: Check = (_, data, signature) =>
    ed25519.verify(signature, data, key, { zip215: false });
  return { type: "ed25519", details: {}, check } as const;
}

function ecKey(id: string, key: Buffer) {
  const known = Object.entries(CURVES).find(([name]) => name === id)?.[1];
  if (known === undefined) return null;
  known.curve.Point.fromBytes(key);
  const check: Check = (algorithm, data, signature, encoding) =>
    known.curve.verify(signature, hash(algorithm ?? "", data, "buffer"), key, {
      prehash: false,
      lowS: false,
      format: encoding === "der" ? "der" : "compact",
    });
  return { type: "ec", details: { namedCurve: known.name }, check } as const;
}

function rsaKey(key: Buffer) {
  const [modulus, exponent] = partsOf(parse(key), Type.SEQUENCE).map((part) => {
    const bytes = contentOf(part, Type.INTEGER);
    if ((bytes[0] ?? 0x80) >= 0x80) throw new Malformed("a positive number is expected");
    return numberOf(bytes);
  });
  if (modulus === undefined || exponent === undefined || modulus === 0n) return null;
  const bits = modulus.toString(2).length;
  const check: Check = (algorithm, data, signature) => {
    const length = Math.ceil(bits / 8);
    const value = numberOf(signature);
    if (signature.byteLength !== length || value >= modulus) return false;
    return (
      power(value, exponent, modulus) === numberOf(paddedDigest(algorithm ?? "", data, length))
    );
  };
  return { type: "rsa", details: { modulusLength: bits }, check } as const;
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x0${Buffer.from(bytes).toString("hex")}`);

/** Nothing here is secret, so time may tell of the numbers. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

/** DER of DigestInfo up to the digest (RFC 8017 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<string, string>> = {
  sha256: "3031300d060960864801650304020105000420",
  sha384: "3041300d060960864801650304020205000430",
  sha512: "3051300d060960864801650304020305000440",
};

/** EMSA-PKCS1-v1_5 (RFC 8017 9.2): the one encoding of the digest that a signature may hold. */
function paddedDigest(algorithm: string, data: Uint8Array, length: number): Buffer {
  const head = DIGEST_INFO[algorithm];
  if (head === undefined) throw new Malformed("an unknown digest");
  const info = Buffer.concat([Buffer.from(head, "hex"), hash(algorithm, data, "buffer")]);
  const filled = Buffer.alloc(length - info.byteLength - 3, 0xff);
  return Buffer.concat([Buffer.of(0, 1), filled, Buffer.of(0), info]);
}

interface KeyInput {
  readonly key: KeyObject | Uint8Array | string;
  readonly format?: "der" | "pem";
  readonly type?: "spki";
  readonly dsaEncoding?: "der" | "ieee-p1363";
}

/** From SubjectPublicKeyInfo, DER or PEM. */
export function createPublicKey(input: KeyInput | string): KeyObject {
  const key = typeof input === "string" ? input : input.key;
  if (key instanceof KeyObject) return key;
  return new KeyObject(typeof key === "string" ? derOf(key, "PUBLIC KEY") : key);
}

/** As node:crypto: false for a signature that does not hold, also for one that is no signature at all. */
export function verify(
  algorithm: string | null | undefined,
  data: Uint8Array,
  input: KeyObject | KeyInput,
  signature: Uint8Array,
): boolean {
  const key = input instanceof KeyObject ? input : createPublicKey(input);
  const encoding = input instanceof KeyObject ? "der" : (input.dsaEncoding ?? "der");
  try {
    return key.check(algorithm, data, signature, encoding);
  } catch {
    // Not in the form of a signature: noble says so by throwing.
    return false;
  }
}

/** The first block with this label. @throws Malformed without one. */
export function derOf(pem: string, label: string): Buffer {
  const block = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`);
  const [, base64 = ""] = block.exec(pem) ?? [];
  const der = Buffer.from(base64.replaceAll(/\s/g, ""), "base64");
  if (der.byteLength === 0) throw new Malformed(`no ${label}`);
  return encode(parse(der));
}
