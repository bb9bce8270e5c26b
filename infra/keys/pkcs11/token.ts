/** One token, logged in to: finds private keys that cannot leave it, makes them, and has them sign. */
import { randomBytes } from "node:crypto";
import { isSignatureOf } from "../key-handle.ts";
import { type Attribute, type Cryptoki, CryptokiError, type TokenInfo } from "./cryptoki.ts";
import {
  CKA,
  KINDS,
  NO,
  PARAMETERS,
  type PublicHalf,
  type TokenKeyKind,
  YES,
  derOf,
  inputOf,
  publicHalf,
  word,
} from "./key-forms.ts";
import { SecretKeys, requireKept } from "./secret-keys.ts";
import { type TokenFault, TokenError } from "./token-fault.ts";
import type { TokenName } from "./token-uri.ts";

export type { TokenKeyKind } from "./key-forms.ts";

export interface KeyFilter {
  readonly object: string | null;
  readonly id: Buffer | null;
}

/** CKO_PUBLIC_KEY, CKO_PRIVATE_KEY. */
const [PUBLIC_KEY, PRIVATE_KEY] = [2, 3];
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
/** Whether a PIN may be tried at all: the last try before the lock belongs to a person. */
export const mayLogIn = ({ flags }: Pick<TokenInfo, "flags">): boolean =>
  (flags & PIN_AT_ITS_END) === 0;

export class Token {
  readonly #module: Cryptoki;
  readonly #slot: bigint;
  readonly #session: bigint;
  readonly secrets: SecretKeys;

  /** Finds it. @throws TokenError; CryptokiError. */
  constructor(module: Cryptoki, name: TokenName) {
    this.#module = module;
    this.#slot = slotOf(module, name);
    this.#session = module.openSession(this.#slot, false);
    this.secrets = new SecretKeys(module, this.#slot, this.#session);
  }

  /** One try. @throws TokenError; CryptokiError. */
  logIn(pin: Buffer): void {
    if (!mayLogIn(this.#module.tokenInfo(this.#slot))) throw new TokenError("pin-locked");
    try {
      this.#module.login(this.#session, pin);
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
      const fault = PIN_FAULTS.get(error.rv);
      if (fault !== undefined) throw new TokenError(fault);
      if (error.rv !== ALREADY_LOGGED_IN) throw error;
    }
  }

  /** SubjectPublicKeyInfo of every private key of this name. @throws TokenError "exportable" if one could leave. */
  keys(filter: KeyFilter): readonly Buffer[] {
    const objects = this.#privateKeys(filter);
    // All first: a token tells its objects in any order, and one that could leave weighs more than one without a public half.
    for (const object of objects) this.#requireKept(object);
    return objects.map((object) => {
      const found = this.#proven(this.#publicHalves(object));
      if (found === undefined) throw new TokenError("no-key");
      return found.spki;
    });
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
      const [twin, made] = this.#module.generateKeyPair(
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
      this.#requireKept(made);
      const [half] = this.#publicHalf(made, twin);
      if (half === undefined) throw new TokenError("no-key");
      return half.spki;
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
    return this.#signWith(this.#keyOf(filter, spki), bytes);
  }

  #signWith({ object, kind }: Described, bytes: Buffer): Buffer {
    const mechanism = { type: KINDS[kind].sign };
    const signature = this.#module.sign(this.#session, object, mechanism, inputOf(kind, bytes));
    return kind === "p256" ? derOf(signature) : signature;
  }

  #keyOf(filter: KeyFilter, spki: Buffer): Described {
    // Found anew each time: a handle may mean another object after the token was restarted. Others of this name, which
    // may be of any form, are nobody's concern here.
    const halves = this.#privateKeys(filter).flatMap((object) => this.#publicHalves(object));
    const found = this.#proven(halves.filter((each) => each.spki.equals(spki)));
    if (found === undefined) throw new TokenError("no-key");
    this.#requireKept(found.object);
    return found;
  }

  #privateKeys({ object, id }: KeyFilter): readonly bigint[] {
    const wanted: Attribute[] = [
      [CKA.CLASS, word(PRIVATE_KEY)],
      [CKA.SIGN, YES],
    ];
    if (object !== null) wanted.push([CKA.LABEL, Buffer.from(object)]);
    if (id !== null) wanted.push([CKA.ID, id]);
    return this.#module.find(this.#session, wanted);
  }

  #requireKept(object: bigint): void {
    requireKept((type) => this.#read(object, type));
  }

  /** `object` with each public key that stands under its ID; what is no public key of its kind is left out. */
  #publicHalves(object: bigint): readonly Described[] {
    const twins = this.#module.find(this.#session, [
      [CKA.CLASS, word(PUBLIC_KEY)],
      [CKA.ID, this.#read(object, CKA.ID) ?? Buffer.alloc(0)],
    ]);
    return twins.flatMap((twin) => this.#publicHalf(object, twin));
  }

  /** None or one. */
  #publicHalf(object: bigint, twin: bigint): readonly Described[] {
    const type = this.#read(object, CKA.KEY_TYPE)?.readUInt8(0);
    const half = publicHalf(type, (of) => this.#read(twin, of));
    return half === null ? [] : [{ object, ...half }];
  }

  /** Of several the one that signs for its public key: whoever reaches a token may put public keys into it. */
  #proven(halves: readonly Described[]): Described | undefined {
    return halves.length < 2 ? halves[0] : halves.find((each) => this.#signs(each));
  }

  #signs(half: Described): boolean {
    const bytes = randomBytes(32);
    try {
      return isSignatureOf(bytes, this.#signWith(half, bytes), half.spki);
    } catch (error) {
      if (error instanceof CryptokiError) return false;
      throw error;
    }
  }

  #read(object: bigint, type: number): Buffer | null {
    return this.#module.attribute(this.#session, object, type);
  }
}

interface Described extends PublicHalf {
  readonly object: bigint;
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
