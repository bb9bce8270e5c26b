/** DER (ITU-T X.690) through node-forge: building blocks, and a reader that takes one encoding of a value only. */
import forge from "node-forge";

const { Class, Type } = forge.asn1;
export type Asn1 = forge.asn1.Asn1;
export { Type };

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const make = (type: forge.asn1.Type, constructed: boolean, value: string | Asn1[]): Asn1 =>
  forge.asn1.create(Class.UNIVERSAL, type, constructed, value);

export const sequence = (...parts: Asn1[]): Asn1 => make(Type.SEQUENCE, true, parts);
export const oid = (text: string): Asn1 =>
  make(Type.OID, false, forge.asn1.oidToDer(text).getBytes());
export const integer = (bytes: Uint8Array): Asn1 => make(Type.INTEGER, false, binary(bytes));
/** The shortest content of an INTEGER that is not negative (X.690 8.3.2). */
export function natural(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = Buffer.from(bytes.subarray(first < 0 ? Math.max(bytes.length - 1, 0) : first));
  return (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.of(0), digits]);
}
export const octets = (bytes: Uint8Array): Asn1 => make(Type.OCTETSTRING, false, binary(bytes));
export const boolean = (value: boolean): Asn1 => make(Type.BOOLEAN, false, value ? "\xff" : "\x00");
/** NULL. */
export const nothing = (): Asn1 => make(Type.NULL, false, "");
export const utf8 = (text: string): Asn1 => make(Type.UTF8, false, binary(Buffer.from(text)));
/** A bit string whose last byte has `unusedBits` bits that do not count. */
export const bits = (bytes: Uint8Array, unusedBits = 0): Asn1 =>
  make(Type.BITSTRING, false, String.fromCharCode(unusedBits) + binary(bytes));

/** SET OF: DER wants the encodings in ascending order (X.690 11.6). */
export const setOf = (...parts: Asn1[]): Asn1 =>
  make(
    Type.SET,
    true,
    parts
      .map((part) => ({ part, der: encode(part) }))
      .sort((a, b) => Buffer.compare(a.der, b.der))
      .map(({ part }) => part),
  );

/** [tag] around or in place of `value`. */
export const tagged = (tag: number, constructed: boolean, value: Asn1[] | Uint8Array): Asn1 =>
  Object.assign(
    forge.asn1.create(
      Class.CONTEXT_SPECIFIC,
      Type.NONE,
      constructed,
      Array.isArray(value) ? value : binary(value),
    ),
    { type: tag },
  );

/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 4.1.2.5, RFC 5652 11.3); whole seconds. */
export function time(date: Date): Asn1 {
  const text = `${date.toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`;
  return date.getUTCFullYear() < 2050
    ? make(Type.UTCTIME, false, text.slice(2))
    : make(Type.GENERALIZEDTIME, false, text);
}

/** GeneralizedTime in exactly these characters; `time` writes whole seconds. */
export const generalizedTime = (text: string): Asn1 =>
  make(Type.GENERALIZEDTIME, false, binary(Buffer.from(text)));

export function encode(node: Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(node).getBytes(), "latin1");
}

/** The bytes are not DER, or not what was expected at some place. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

const STRICT = { strict: true, parseAllBytes: true, decodeBitStrings: false, maxDepth: 24 };

/** @throws Malformed for anything but the one DER encoding of a value, with nothing behind it. */
export function parse(bytes: Uint8Array): Asn1 {
  let node: Asn1;
  let again: Buffer;
  try {
    // @types/node-forge knows a boolean here only; forge itself takes these options.
    node = forge.asn1.fromDer(binary(bytes), STRICT as unknown as boolean);
    again = encode(node);
  } catch (cause) {
    throw new Malformed("not DER", { cause });
  }
  if (!again.equals(bytes)) throw new Malformed("not the DER encoding");
  return node;
}

/** The parts of a constructed value of this type. */
export function partsOf(node: Asn1 | undefined, type: forge.asn1.Type): readonly Asn1[] {
  if (node?.tagClass !== Class.UNIVERSAL || node.type !== type || !Array.isArray(node.value)) {
    throw new Malformed(`constructed type ${type} is expected`);
  }
  return node.value;
}

/** The parts of [tag], constructed. */
export function partsOfTagged(node: Asn1 | undefined, tag: number): readonly Asn1[] {
  if (!isTagged(node, tag) || !Array.isArray(node.value)) {
    throw new Malformed(`[${tag}] is expected`);
  }
  return node.value;
}

export const isTagged = (node: Asn1 | undefined, tag: number): node is Asn1 =>
  node?.tagClass === Class.CONTEXT_SPECIFIC && (node.type as number) === tag;

/** The content bytes of a primitive value of this type. */
export function contentOf(node: Asn1 | undefined, type: forge.asn1.Type): Buffer {
  if (node?.tagClass !== Class.UNIVERSAL || node.type !== type || Array.isArray(node.value)) {
    throw new Malformed(`primitive type ${type} is expected`);
  }
  return Buffer.from(node.value, "latin1");
}

export const oidOf = (node: Asn1 | undefined): string =>
  forge.asn1.derToOid(binary(contentOf(node, Type.OID)));

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

/** The instant in a UTCTime or GeneralizedTime of the one form that `time` writes. */
export function dateOf(node: Asn1 | undefined): Date {
  const utc = node?.type === Type.UTCTIME;
  const form = utc ? Type.UTCTIME : Type.GENERALIZEDTIME;
  const text = contentOf(node, form).toString("latin1");
  const found = (utc ? UTC_TIME : GENERALIZED_TIME).exec(text);
  const [year = "", month, day, hour, minute, second] = found?.slice(1) ?? [];
  const century = !utc ? "" : Number(year) < 50 ? "20" : "19";
  const date = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Also refuses the 30th of February, and a GeneralizedTime where UTCTime belongs.
  if (Number.isNaN(date.getTime()) || contentOf(time(date), form).toString() !== text) {
    throw new Malformed("a time is expected");
  }
  return date;
}
