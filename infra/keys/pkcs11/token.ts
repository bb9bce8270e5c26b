/** One token, logged in to: finds private keys that cannot leave it, makes them, and has them sign. */
import { hash } from "node:crypto";
import {
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
import { type Attribute, type Cryptoki, CryptokiError, type TokenInfo } from "./cryptoki.ts";
import type { TokenName } from "./token-uri.ts";

export type TokenKeyKind = "p256" | "rsa3072" | "ed25519";
export type TokenFault =
  /** No such token, or it went away. */
  | "gone"
  | "pin-refused"
  /** Locked, or so near to it that only a person should try. */
  | "pin-locked"
  | "no-key"
  /** The key could be read out of the token. */
  | "exportable"
  | "other";

export class TokenError extends Error {
  override readonly name = "TokenError";
  readonly fault: TokenFault;

  constructor(fault: TokenFault) {
    super(fault);
    this.fault = fault;
  }
}

export interface KeyFilter {
  readonly object: string | null;
  readonly id: Buffer | null;
}

const CKA = {
  CLASS: 0x0,
  TOKEN: 0x1,
  PRIVATE: 0x2,
  LABEL: 0x3,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SENSITIVE: 0x103,
  SIGN: 0x108,
  VERIFY: 0x10a,
  MODULUS: 0x120,
  MODULUS_BITS: 0x121,
  PUBLIC_EXPONENT: 0x122,
  EXTRACTABLE: 0x162,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
} as const;
/** CKO_PUBLIC_KEY, CKO_PRIVATE_KEY. */
const [PUBLIC_KEY, PRIVATE_KEY] = [2, 3];
const KINDS = {
  rsa3072: { type: 0x0, make: 0x0, sign: 0x1 },
  p256: { type: 0x3, make: 0x1040, sign: 0x1041 },
  ed25519: { type: 0x40, make: 0x1055, sign: 0x1057 },
} as const;
/** CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_LOCKED. */
const PIN_AT_ITS_END = 0x20000 | 0x40000;
const PIN_FAULTS: ReadonlyMap<number, TokenFault> = new Map([
  [0xa0, "pin-refused"],
  [0xa1, "pin-refused"],
  [0xa2, "pin-refused"],
  [0xa3, "pin-locked"],
  [0xa4, "pin-locked"],
]);
const ALREADY_LOGGED_IN = 0x100;
const ID_BYTES = 16;
const POINT_BYTES = { p256: 65, ed25519: 32 } as const;
const ED25519 = "1.3.101.112";

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const YES = Buffer.of(1);
const NO = Buffer.of(0);
const PARAMETERS = { p256: encode(oid(OID.p256)), ed25519: encode(oid(ED25519)) } as const;

/** Whether a PIN may be tried at all: the last try before the lock belongs to a person. */
export const mayLogIn = ({ flags }: Pick<TokenInfo, "flags">): boolean =>
  (flags & PIN_AT_ITS_END) === 0;

export class Token {
  readonly #module: Cryptoki;
  readonly #slot: bigint;
  readonly #session: bigint;

  /** Logs in with one try. @throws TokenError; CryptokiError. */
  constructor(module: Cryptoki, name: TokenName, pin: Buffer) {
    this.#module = module;
    this.#slot = slotOf(module, name);
    if (!mayLogIn(module.tokenInfo(this.#slot))) throw new TokenError("pin-locked");
    this.#session = module.openSession(this.#slot, false);
    try {
      module.login(this.#session, pin);
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
      const fault = PIN_FAULTS.get(error.rv);
      if (fault !== undefined) throw new TokenError(fault);
      if (error.rv !== ALREADY_LOGGED_IN) throw error;
    }
  }

  /** SubjectPublicKeyInfo of every private key of this name. @throws TokenError "exportable" if one could leave. */
  keys(filter: KeyFilter): readonly Buffer[] {
    return this.#privateKeys(filter).map(({ spki }) => spki);
  }

  /** Makes a key that never leaves. Answers its SubjectPublicKeyInfo. */
  make(kind: TokenKeyKind, { object, id }: KeyFilter, fresh: Buffer): Buffer {
    const name: Attribute[] = [[CKA.ID, id ?? fresh.subarray(0, ID_BYTES)]];
    if (object !== null) name.push([CKA.LABEL, Buffer.from(object)]);
    const form: Attribute[] =
      kind === "rsa3072"
        ? [
            [CKA.MODULUS_BITS, word(3_072)],
            [CKA.PUBLIC_EXPONENT, Buffer.of(1, 0, 1)],
          ]
        : [[CKA.EC_PARAMS, PARAMETERS[kind]]];
    const session = this.#module.openSession(this.#slot, true);
    try {
      const [, made] = this.#module.generateKeyPair(
        session,
        { type: KINDS[kind].make },
        [...name, ...form, [CKA.TOKEN, YES], [CKA.VERIFY, YES]],
        [
          ...name,
          ...([CKA.TOKEN, CKA.PRIVATE, CKA.SENSITIVE, CKA.SIGN] as const).map((type): Attribute => [
            type,
            YES,
          ]),
          [CKA.EXTRACTABLE, NO],
        ],
      );
      return this.#described(made).spki;
    } finally {
      this.#module.closeSession(session);
    }
  }

  /** Whether the key of `spki` could sign now. @throws TokenError "no-key". */
  check(filter: KeyFilter, spki: Buffer): void {
    this.#module.sessionInfo(this.#session);
    this.#keyOf(filter, spki);
  }

  /** As KeyHandle signs. */
  sign(filter: KeyFilter, spki: Buffer, bytes: Buffer): Buffer {
    const { object, kind } = this.#keyOf(filter, spki);
    const mechanism = { type: KINDS[kind].sign };
    const signature = this.#module.sign(this.#session, object, mechanism, inputOf(kind, bytes));
    return kind === "p256" ? derOf(signature) : signature;
  }

  #keyOf(filter: KeyFilter, spki: Buffer): Described {
    // Found anew each time: a handle may mean another object after the token was restarted.
    const found = this.#privateKeys(filter).find((each) => each.spki.equals(spki));
    if (found === undefined) throw new TokenError("no-key");
    return found;
  }

  #privateKeys({ object, id }: KeyFilter): readonly Described[] {
    const wanted: Attribute[] = [
      [CKA.CLASS, word(PRIVATE_KEY)],
      [CKA.SIGN, YES],
    ];
    if (object !== null) wanted.push([CKA.LABEL, Buffer.from(object)]);
    if (id !== null) wanted.push([CKA.ID, id]);
    return this.#module.find(this.#session, wanted).map((each) => this.#described(each));
  }

  #described(object: bigint): Described {
    const read = (type: number, of = object): Buffer | null =>
      this.#module.attribute(this.#session, of, type);
    const isKept = read(CKA.SENSITIVE)?.[0] === 1 && read(CKA.EXTRACTABLE)?.[0] === 0;
    if (!isKept) throw new TokenError("exportable");
    const type = read(CKA.KEY_TYPE)?.readUInt8(0);
    const [twin] = this.#module.find(this.#session, [
      [CKA.CLASS, word(PUBLIC_KEY)],
      [CKA.ID, read(CKA.ID) ?? Buffer.alloc(0)],
    ]);
    if (twin === undefined) throw new TokenError("no-key");
    return { object, ...publicHalf(type, (of) => read(of, twin)) };
  }
}

interface Described {
  readonly object: bigint;
  readonly kind: TokenKeyKind;
  readonly spki: Buffer;
}

function slotOf(module: Cryptoki, { token, serial, manufacturer, model }: TokenName): bigint {
  const found = module.slots().find((slot) => {
    const info = module.tokenInfo(slot);
    return (
      (token ?? info.label) === info.label &&
      (serial ?? info.serial) === info.serial &&
      (manufacturer ?? info.manufacturer) === info.manufacturer &&
      (model ?? info.model) === info.model
    );
  });
  if (found === undefined) throw new TokenError("gone");
  return found;
}

/** @throws TokenError "no-key" for a key of a kind that is not used here. */
function publicHalf(
  type: number | undefined,
  read: (type: number) => Buffer | null,
): { readonly kind: TokenKeyKind; readonly spki: Buffer } {
  if (type === KINDS.rsa3072.type) {
    const [modulus, exponent] = [read(CKA.MODULUS), read(CKA.PUBLIC_EXPONENT)];
    if (modulus === null || exponent === null) throw new TokenError("no-key");
    const key = sequence(integer(natural(modulus)), integer(natural(exponent)));
    const algorithm = sequence(oid(OID.rsaEncryption), nothing());
    return { kind: "rsa3072", spki: encode(sequence(algorithm, bits(encode(key)))) };
  }
  const kind = type === KINDS.p256.type ? "p256" : "ed25519";
  const isKnown = type === KINDS[kind].type;
  if (!isKnown || (kind === "p256" && read(CKA.EC_PARAMS)?.equals(PARAMETERS.p256) !== true)) {
    throw new TokenError("no-key");
  }
  const algorithm = kind === "p256" ? [oid(OID.ecPublicKey), oid(OID.p256)] : [oid(ED25519)];
  const point = pointIn(read(CKA.EC_POINT), POINT_BYTES[kind]);
  return { kind, spki: encode(sequence(sequence(...algorithm), bits(point))) };
}

/** An OCTET STRING around the point (PKCS #11 2.40, 2.3.3); some tokens give the bare point. */
function pointIn(value: Buffer | null, bytes: number): Buffer {
  if (value === null) throw new TokenError("no-key");
  const point = value.byteLength === bytes ? value : contentOf(parse(value), Type.OCTETSTRING);
  if (point.byteLength !== bytes) throw new TokenError("no-key");
  return point;
}

const sha256 = (bytes: Buffer): Buffer => hash("sha256", bytes, "buffer");

/** What CKM_ECDSA, CKM_RSA_PKCS (a DigestInfo, RFC 8017 9.2) and CKM_EDDSA take. */
function inputOf(kind: TokenKeyKind, bytes: Buffer): Buffer {
  if (kind === "ed25519") return bytes;
  if (kind === "p256") return sha256(bytes);
  return encode(sequence(sequence(oid(OID.sha256), nothing()), octets(sha256(bytes))));
}

/** From r and s side by side to Ecdsa-Sig-Value (RFC 3279 2.2.3). */
function derOf(signature: Buffer): Buffer {
  const half = signature.byteLength / 2;
  const [r, s] = [signature.subarray(0, half), signature.subarray(half)];
  return encode(sequence(integer(natural(r)), integer(natural(s))));
}
