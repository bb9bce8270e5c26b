/**
 * The calls of a PKCS #11 module (OASIS PKCS #11 2.40 and 3.0) that signing and wrapping need, over koffi. The module's code runs
 * in this process: only token-process.ts loads it, in a process that holds nothing else.
 */
import koffi, { type LibraryHandle } from "koffi";

/** CK_RV that is not CKR_OK. */
export class CryptokiError extends Error {
  override readonly name = "CryptokiError";
  readonly rv: number;

  constructor(rv: number) {
    super(`CKR 0x${rv.toString(16)}`);
    this.rv = rv;
  }
}

/** CK_ATTRIBUTE: type and value. */
export type Attribute = readonly [type: number, value: Buffer];
export interface Mechanism {
  readonly type: number;
  /** The structure it takes, and the buffers that this points at. */
  readonly parameter?: Buffer;
  readonly pointedAt?: readonly Buffer[];
}

/** Places in CK_FUNCTION_LIST (pkcs11f.h), which every module must hand out. */
const CALLS = {
  C_Initialize: [0, ["void *"]],
  C_GetSlotList: [4, ["uchar", "void *", "void *"]],
  C_GetTokenInfo: [6, ["ulong", "void *"]],
  C_OpenSession: [12, ["ulong", "ulong", "void *", "void *", "void *"]],
  C_CloseSession: [13, ["ulong"]],
  C_GetSessionInfo: [15, ["ulong", "void *"]],
  C_Login: [18, ["ulong", "ulong", "void *", "ulong"]],
  C_GetAttributeValue: [24, ["ulong", "ulong", "void *", "ulong"]],
  C_FindObjectsInit: [26, ["ulong", "void *", "ulong"]],
  C_FindObjects: [27, ["ulong", "void *", "ulong", "void *"]],
  C_FindObjectsFinal: [28, ["ulong"]],
  C_EncryptInit: [29, ["ulong", "void *", "ulong"]],
  C_Encrypt: [30, ["ulong", "void *", "ulong", "void *", "void *"]],
  C_DecryptInit: [33, ["ulong", "void *", "ulong"]],
  C_Decrypt: [34, ["ulong", "void *", "ulong", "void *", "void *"]],
  C_SignInit: [42, ["ulong", "void *", "ulong"]],
  C_Sign: [43, ["ulong", "void *", "ulong", "void *", "void *"]],
  C_GenerateKey: [58, ["ulong", "void *", "void *", "ulong", "void *"]],
  C_GenerateKeyPair: [
    59,
    ["ulong", "void *", "void *", "ulong", "void *", "ulong", "void *", "void *"],
  ],
} as const;
type Call = keyof typeof CALLS;
type Native = (...args: readonly unknown[]) => unknown;

/** CK_ULONG on Linux: 64 bits, here and in all structures. */
const ULONG = 8;
const ATTRIBUTE_BYTES = 3 * ULONG;
/** CK_TOKEN_INFO has 204 bytes with its padding. */
const TOKEN_INFO_BYTES = 256;
const MAX_SLOTS = 64;
const MAX_OBJECTS = 64;
const MAX_VALUE = 4_096;
/** Longer than a signature of RSA-8192, and than a wrapped key. */
const MAX_RESULT = 1_024;
/** Of all objects of one kind, in a token that many share. */
const MAX_FOUND = 4_096;
const SERIAL_SESSION = 0x4n;
const RW_SESSION = 0x2n;
const USER = 1n;
const ATTRIBUTE_TYPE_INVALID = 0x12;
const AES_GCM = 0x1087;

const ulong = (value = 0n): Buffer => {
  const bytes = Buffer.alloc(ULONG);
  bytes.writeBigUInt64LE(value);
  return bytes;
};

interface Work {
  readonly session: bigint;
  readonly key: bigint;
  readonly mechanism: Mechanism;
  readonly bytes: Buffer;
}

export interface TokenInfo {
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly flags: number;
}

export class Cryptoki {
  /** Kept, because the module is unloaded with it. */
  readonly #module: LibraryHandle;
  readonly #functions: ReadonlyMap<Call, Native>;
  /** The module reads it while nothing here does: what is not referred to could be cleared away meanwhile. */
  inUse: Mechanism | null = null;

  /** Loads and initializes the module. @throws CryptokiError, or what the loader says. */
  constructor(modulePath: string) {
    // Deep: else the module's OpenSSL and the one that Node has inside are mixed up.
    this.#module = koffi.load(modulePath, { deep: true });
    const list = ulong();
    const rv = Number(this.#module.func("C_GetFunctionList", "ulong", ["void *"])(list));
    if (rv !== 0) throw new CryptokiError(rv);
    this.#functions = functionsIn(list.readBigUInt64LE());
    this.#call("C_Initialize", null);
  }

  /** Slots with a token in them. */
  slots(): readonly bigint[] {
    const found = Buffer.alloc(ULONG * MAX_SLOTS);
    const count = ulong(BigInt(MAX_SLOTS));
    this.#call("C_GetSlotList", 1, found, count);
    return handlesIn(found, count);
  }

  tokenInfo(slot: bigint): TokenInfo {
    const info = Buffer.alloc(TOKEN_INFO_BYTES);
    this.#call("C_GetTokenInfo", slot, info);
    const text = (from: number, to: number): string => info.toString("utf8", from, to).trimEnd();
    return {
      ...{ label: text(0, 32), manufacturer: text(32, 64), model: text(64, 80) },
      ...{ serial: text(80, 96), flags: Number(info.readBigUInt64LE(96)) },
    };
  }

  openSession(slot: bigint, mayWrite: boolean): bigint {
    const session = ulong();
    const flags = SERIAL_SESSION | (mayWrite ? RW_SESSION : 0n);
    this.#call("C_OpenSession", slot, flags, null, null, session);
    return session.readBigUInt64LE();
  }

  closeSession(session: bigint): void {
    this.#call("C_CloseSession", session);
  }

  /** @throws CryptokiError if the session is none any more. */
  sessionInfo(session: bigint): void {
    this.#call("C_GetSessionInfo", session, Buffer.alloc(8 * ULONG));
  }

  login(session: bigint, pin: Buffer): void {
    this.#call("C_Login", session, USER, pin, BigInt(pin.byteLength));
  }

  find(session: bigint, wanted: readonly Attribute[]): readonly bigint[] {
    const template = templateOf(wanted);
    this.#call("C_FindObjectsInit", session, template, BigInt(wanted.length));
    try {
      const all: bigint[] = [];
      for (let more = true; more && all.length < MAX_FOUND;) {
        const found = Buffer.alloc(ULONG * MAX_OBJECTS);
        const count = ulong();
        this.#call("C_FindObjects", session, found, BigInt(MAX_OBJECTS), count);
        const page = handlesIn(found, count);
        all.push(...page);
        more = page.length > 0;
      }
      return all;
    } finally {
      this.#call("C_FindObjectsFinal", session);
    }
  }

  /** The value of one attribute; null where the object has none such. */
  attribute(session: bigint, object: bigint, type: number): Buffer | null {
    const value = Buffer.alloc(MAX_VALUE);
    const template = templateOf([[type, value]]);
    try {
      this.#call("C_GetAttributeValue", session, object, template, 1n);
    } catch (error) {
      if (error instanceof CryptokiError && error.rv === ATTRIBUTE_TYPE_INVALID) return null;
      throw error;
    }
    const length = template.readBigUInt64LE(2 * ULONG);
    return length > BigInt(MAX_VALUE) ? null : value.subarray(0, Number(length));
  }

  sign(session: bigint, key: bigint, mechanism: Mechanism, bytes: Buffer): Buffer {
    return this.#work(["C_SignInit", "C_Sign"], { session, key, mechanism, bytes });
  }

  encrypt(session: bigint, key: bigint, mechanism: Mechanism, bytes: Buffer): Buffer {
    return this.#work(["C_EncryptInit", "C_Encrypt"], { session, key, mechanism, bytes });
  }

  decrypt(session: bigint, key: bigint, mechanism: Mechanism, bytes: Buffer): Buffer {
    return this.#work(["C_DecryptInit", "C_Decrypt"], { session, key, mechanism, bytes });
  }

  #work([init, call]: readonly [Call, Call], { session, key, mechanism, bytes }: Work): Buffer {
    this.inUse = mechanism;
    this.#call(init, session, mechanismOf(mechanism), key);
    const result = Buffer.alloc(MAX_RESULT);
    const length = ulong(BigInt(MAX_RESULT));
    // Modules refuse a null pointer, which an empty buffer would be.
    const input = bytes.byteLength === 0 ? Buffer.alloc(1) : bytes;
    this.#call(call, session, input, BigInt(bytes.byteLength), result, length);
    return result.subarray(0, Number(length.readBigUInt64LE()));
  }

  generateKey(session: bigint, mechanism: Mechanism, key: readonly Attribute[]): bigint {
    const made = ulong();
    const template = templateOf(key);
    this.#call(
      "C_GenerateKey",
      session,
      mechanismOf(mechanism),
      template,
      BigInt(key.length),
      made,
    );
    return made.readBigUInt64LE();
  }

  /** The public and the private object. */
  generateKeyPair(
    session: bigint,
    mechanism: Mechanism,
    publicKey: readonly Attribute[],
    privateKey: readonly Attribute[],
  ): readonly [bigint, bigint] {
    const [forPublic, forPrivate] = [templateOf(publicKey), templateOf(privateKey)];
    const counts = [publicKey, privateKey].map(({ length }) => BigInt(length));
    const made = [ulong(), ulong()] as const;
    const templates = [forPublic, counts[0], forPrivate, counts[1]];
    this.#call("C_GenerateKeyPair", session, mechanismOf(mechanism), ...templates, ...made);
    return [made[0].readBigUInt64LE(), made[1].readBigUInt64LE()];
  }

  #call(name: Call, ...args: readonly unknown[]): void {
    const rv = Number(this.#functions.get(name)?.(...args));
    if (rv !== 0) throw new CryptokiError(rv);
  }
}

function functionsIn(list: bigint): ReadonlyMap<Call, Native> {
  return new Map(
    (Object.keys(CALLS) as Call[]).map((name) => {
      const [place, types] = CALLS[name];
      // CK_VERSION comes first, padded to the size of a pointer.
      const pointer: unknown = koffi.decode(list, ULONG * (1 + place), "void *");
      return [name, koffi.decode(pointer, koffi.proto("ulong", [...types])) as Native];
    }),
  );
}

/** CK_ATTRIBUTE[]: the values stay where they are, so they must be kept for as long as this is used. */
function templateOf(attributes: readonly Attribute[]): Buffer {
  const template = Buffer.alloc(ATTRIBUTE_BYTES * attributes.length);
  for (const [index, [type, value]] of attributes.entries()) {
    const at = ATTRIBUTE_BYTES * index;
    template.writeBigUInt64LE(BigInt(type), at);
    template.writeBigUInt64LE(koffi.address(value), at + ULONG);
    template.writeBigUInt64LE(BigInt(value.byteLength), at + 2 * ULONG);
  }
  return template;
}

function mechanismOf({ type, parameter }: Mechanism): Buffer {
  const mechanism = Buffer.alloc(3 * ULONG);
  mechanism.writeBigUInt64LE(BigInt(type));
  if (parameter === undefined) return mechanism;
  mechanism.writeBigUInt64LE(koffi.address(parameter), ULONG);
  mechanism.writeBigUInt64LE(BigInt(parameter.byteLength), 2 * ULONG);
  return mechanism;
}

/** CKM_AES_GCM with its CK_GCM_PARAMS (pkcs11t.h). Some modules choose the nonce themselves, and write it into `nonce`. */
export function aesGcm(nonce: Buffer, bound: Buffer, tagBits: number): Mechanism {
  const parameter = Buffer.alloc(6 * ULONG);
  parameter.writeBigUInt64LE(koffi.address(nonce));
  parameter.writeBigUInt64LE(BigInt(nonce.byteLength), ULONG);
  parameter.writeBigUInt64LE(BigInt(nonce.byteLength * 8), 2 * ULONG);
  parameter.writeBigUInt64LE(koffi.address(bound), 3 * ULONG);
  parameter.writeBigUInt64LE(BigInt(bound.byteLength), 4 * ULONG);
  parameter.writeBigUInt64LE(BigInt(tagBits), 5 * ULONG);
  return { type: AES_GCM, parameter, pointedAt: [nonce, bound] };
}

function handlesIn(found: Buffer, count: Buffer): bigint[] {
  const length = Math.min(Number(count.readBigUInt64LE()), found.byteLength / ULONG);
  return Array.from({ length }, (_, at) => found.readBigUInt64LE(ULONG * at));
}
