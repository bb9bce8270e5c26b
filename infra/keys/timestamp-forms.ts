/** Values of RFC 3161 in DER: digests, times, big object identifiers, and what a request and a token hold. */
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  encode,
  isTagged,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
} from "./asn1.ts";
import { exactly } from "./cms-attributes.ts";
import { OID } from "./oids.ts";

/** A digest algorithm, as RFC 5754 and node:crypto call it; `bytes` is its length. */
export interface DigestAlgorithm {
  readonly id: string;
  readonly name: "sha256" | "sha384" | "sha512";
  readonly bytes: number;
}
const DIGESTS: readonly DigestAlgorithm[] = [
  { id: OID.sha256, name: "sha256", bytes: 32 },
  { id: OID.sha384, name: "sha384", bytes: 48 },
  { id: OID.sha512, name: "sha512", bytes: 64 },
];

/** The algorithm of an AlgorithmIdentifier, with or without NULL, or null for another one. */
export function digestAlgorithmOf(node: Asn1 | undefined): DigestAlgorithm | null {
  const [id, parameters, ...more] = partsOf(node, Type.SEQUENCE);
  if (more.length > 0) throw new Malformed("an algorithm has two parts");
  if (parameters !== undefined && contentOf(parameters, Type.NULL).byteLength > 0) {
    throw new Malformed("NULL is expected");
  }
  const text = oidOf(id);
  return DIGESTS.find((each) => each.id === text) ?? null;
}

export interface Imprint {
  readonly algorithm: DigestAlgorithm | null;
  readonly digest: Buffer;
}

export function imprintOf(node: Asn1 | undefined): Imprint {
  const [algorithm, digest] = exactly(2, partsOf(node, Type.SEQUENCE));
  return {
    algorithm: digestAlgorithmOf(algorithm),
    digest: contentOf(digest, Type.OCTETSTRING),
  };
}

/** TimeStampReq (RFC 3161 2.4.1). */
export interface TimestampRequest {
  readonly imprint: Imprint;
  /** Dotted text, or null. */
  readonly policy: string | null;
  /** Content bytes of the INTEGER, or null. */
  readonly nonce: Buffer | null;
  readonly wantsCertificate: boolean;
  readonly hasExtensions: boolean;
}

/** @throws Malformed. */
export function readRequest(der: Uint8Array): TimestampRequest {
  const [version, imprint, ...rest] = partsOf(parse(der), Type.SEQUENCE);
  if (!contentOf(version, Type.INTEGER).equals(ONE)) throw new Malformed("version 1 is expected");
  const policy = take(rest, (node) => isType(node, Type.OID));
  const nonce = take(rest, (node) => isType(node, Type.INTEGER));
  const certificate = take(rest, (node) => isType(node, Type.BOOLEAN));
  const extensions = take(rest, (node) => isTagged(node, 0));
  if (rest.length > 0) throw new Malformed("more than a request holds");
  return {
    imprint: imprintOf(imprint),
    policy: policy === null ? null : bigOidOf(policy),
    nonce: nonce === null ? null : contentOf(nonce, Type.INTEGER),
    wantsCertificate: certificate !== null && contentOf(certificate, Type.BOOLEAN)[0] === 0xff,
    hasExtensions: extensions !== null,
  };
}

/** TSTInfo (RFC 3161 2.4.2). */
export interface TstInfo {
  readonly policy: string;
  readonly imprint: Imprint;
  readonly serial: Buffer;
  readonly genTime: Date;
  readonly accuracyMs: number | null;
  readonly nonce: Buffer | null;
  /** The GeneralName the authority gives itself, or null. */
  readonly name: Asn1 | null;
}

/** @throws Malformed. */
export function readTstInfo(der: Uint8Array): TstInfo {
  const [version, policy, imprint, serial, genTime, ...rest] = partsOf(parse(der), Type.SEQUENCE);
  if (!contentOf(version, Type.INTEGER).equals(ONE)) throw new Malformed("version 1 is expected");
  const accuracy = take(rest, (node) => isType(node, Type.SEQUENCE));
  take(rest, (node) => isType(node, Type.BOOLEAN));
  const nonce = take(rest, (node) => isType(node, Type.INTEGER));
  const name = take(rest, (node) => isTagged(node, 0));
  take(rest, (node) => isTagged(node, 1));
  if (rest.length > 0) throw new Malformed("more than a TSTInfo holds");
  return {
    policy: bigOidOf(policy),
    imprint: imprintOf(imprint),
    serial: contentOf(serial, Type.INTEGER),
    genTime: preciseTimeOf(genTime),
    accuracyMs: accuracy === null ? null : accuracyOf(accuracy),
    nonce: nonce === null ? null : contentOf(nonce, Type.INTEGER),
    name: name === null ? null : (exactly(1, partsOfTagged(name, 0))[0] ?? null),
  };
}

const ONE = Buffer.of(1);
/** Values stand in one order, each at most once; the next is taken if it is the one asked for. */
function take(rest: Asn1[], is: (node: Asn1) => boolean): Asn1 | null {
  const [next] = rest;
  if (next === undefined || !is(next)) return null;
  rest.shift();
  return next;
}
const isType = (node: Asn1, type: number): boolean =>
  encode(node)[0] === type || isList(node, type);
/** A SEQUENCE says in its first byte that it is constructed (X.690 8.1.2.5). */
const isList = (node: Asn1, type: number): boolean => encode(node)[0] === (type | 0x20);

/** Seconds, [0] milliseconds, [1] microseconds, each if it is given; rounded up to milliseconds. */
function accuracyOf(node: Asn1): number {
  let ms = 0;
  for (const part of partsOf(node, Type.SEQUENCE)) {
    if (isTagged(part, 0)) ms += smallNumber(part);
    else if (isTagged(part, 1)) ms += smallNumber(part) / 1000;
    else ms += 1000 * numberOf(contentOf(part, Type.INTEGER));
  }
  return Math.ceil(ms);
}
function smallNumber(node: Asn1): number {
  if (typeof node.value !== "string") throw new Malformed("a number is expected");
  return numberOf(Buffer.from(node.value, "latin1"));
}
function numberOf(content: Buffer): number {
  if (content.byteLength < 1 || content.byteLength > 4 || (content[0] ?? 0) > 0x7f) {
    throw new Malformed("a small number is expected");
  }
  return content.readUIntBE(0, content.byteLength);
}

const PRECISE_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;

/** GeneralizedTime with fractions of a second (RFC 3161 2.4.2), cut to milliseconds. */
function preciseTimeOf(node: Asn1 | undefined): Date {
  const text = contentOf(node, Type.GENERALIZEDTIME).toString("latin1");
  const found = PRECISE_TIME.exec(text);
  const [year = "", month, day, hour, minute, second, fraction = ""] = found?.slice(1) ?? [];
  const ms = fraction.padEnd(3, "0").slice(0, 3);
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
  const date = new Date(iso);
  if (Number.isNaN(date.getTime()) || date.toISOString() !== iso) {
    throw new Malformed("a time is expected");
  }
  return date;
}

/** `ms` are milliseconds; without trailing zeros, as DER wants it. */
export const preciseTime = (date: Date): string =>
  `${date
    .toISOString()
    .replace(/[-T:]/g, "")
    .replace(/\.?0*Z$/, "")}Z`;

/** Identifiers below 2.25 have parts of 128 bits (ITU-T X.667), too large for node-forge's numbers. */
export function bigOidOf(node: Asn1 | undefined): string {
  const parts: bigint[] = [];
  let value = 0n;
  const content = contentOf(node, Type.OID);
  for (const byte of content) {
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    parts.push(value);
    value = 0n;
  }
  const [first = 0n, ...others] = parts;
  if (parts.length === 0 || (content.at(-1) ?? 0x80) >= 0x80) throw new Malformed("an identifier");
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - 40n * root, ...others].join(".");
}

/** The identifier of `text`, with parts of any size. */
export function bigOid(text: string): Asn1 {
  const [root = 0n, second = 0n, ...others] = text.split(".").map(BigInt);
  const content = [root * 40n + second, ...others].flatMap((part) => {
    const bytes = [Number(part & 0x7fn)];
    for (let rest = part >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
    return bytes;
  });
  return parse(Buffer.from([0x06, content.length, ...content]));
}
