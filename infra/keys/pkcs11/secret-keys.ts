/** The key-encryption keys in a token: AES-256 keys that cannot leave it, and AES-256-GCM by them, in it. */
import { randomBytes } from "node:crypto";
import {
  type Attribute,
  type Cryptoki,
  CryptokiError,
  type Mechanism,
  aesGcm,
} from "./cryptoki.ts";
import { CKA, NO, YES, word } from "./key-forms.ts";
import { TokenError } from "./token-fault.ts";

/** CKO_SECRET_KEY, CKK_AES, CKM_AES_KEY_GEN. */
const [SECRET_KEY, AES, AES_KEY_GEN] = [4, 0x1f, 0x1080];
const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];
const PROBE = Buffer.from("holdfast");

interface Wrapping {
  readonly label: string;
  readonly bound: Buffer;
  readonly bytes: Buffer;
}

/** @throws TokenError "exportable" for a key that could leave. */
export function requireKept(read: (type: number) => Buffer | null): void {
  const [isSensitive, isExtractable] = [read(CKA.SENSITIVE), read(CKA.EXTRACTABLE)];
  if (isSensitive?.[0] !== 1 || isExtractable?.[0] !== 0) throw new TokenError("exportable");
}

export class SecretKeys {
  readonly #module: Cryptoki;
  readonly #slot: bigint;
  readonly #session: bigint;

  constructor(module: Cryptoki, slot: bigint, session: bigint) {
    this.#module = module;
    this.#slot = slot;
    this.#session = session;
  }

  /**
   * Of keys that are there only for whoever logged in: anybody may put others into a token.
   * @throws TokenError "exportable" if one of them could leave it.
   */
  labels(prefix: string): readonly string[] {
    const found = new Set<string>();
    for (const key of this.#find([])) {
      const label = this.#read(key, CKA.LABEL)?.toString("utf8") ?? "";
      if (!label.startsWith(prefix)) continue;
      requireKept((type) => this.#read(key, type));
      found.add(label);
    }
    return [...found];
  }

  make(label: string, id: Buffer): void {
    const session = this.#module.openSession(this.#slot, true);
    const yes = [CKA.TOKEN, CKA.PRIVATE, CKA.SENSITIVE, CKA.ENCRYPT, CKA.DECRYPT];
    try {
      const made = this.#module.generateKey(session, { type: AES_KEY_GEN }, [
        ...yes.map((type): Attribute => [type, YES]),
        [CKA.EXTRACTABLE, NO],
        [CKA.VALUE_LEN, word(KEY_BYTES)],
        [CKA.LABEL, Buffer.from(label)],
        [CKA.ID, id],
      ]);
      requireKept((type) => this.#module.attribute(session, made, type));
    } finally {
      this.#module.closeSession(session);
    }
  }

  /** Nonce, ciphertext, tag; opened once before it is answered. @throws TokenError "no-key", "exportable", "other". */
  wrap({ label, nonce, bound, bytes }: Wrapping & { readonly nonce: Buffer }): Buffer {
    const [key] = this.#named(label);
    if (key === undefined) throw new TokenError("no-key");
    requireKept((type) => this.#read(key, type));
    const own = Buffer.from(nonce);
    const sealed = this.#module.encrypt(this.#session, key, gcm(own, bound), bytes);
    const wrapped = Buffer.concat([own, sealed]);
    // A module that puts other bytes elsewhere would give something that nobody opens.
    if (!this.#opened(key, bound, wrapped).equals(bytes)) throw new TokenError("other");
    return wrapped;
  }

  /** Empty where no key of that label opens it; one that could leave opens what it wrapped. @throws TokenError "no-key". */
  unwrap({ label, bound, bytes }: Wrapping): readonly Buffer[] {
    const keys = this.#named(label);
    if (keys.length === 0) throw new TokenError("no-key");
    if (bytes.byteLength < NONCE_BYTES + TAG_BYTES) return [];
    for (const key of keys) {
      try {
        return [this.#opened(key, bound, bytes)];
      } catch (error) {
        // Modules give many codes for a tag that does not fit, some of them the one for any fault: a key that works is at none.
        if (!(error instanceof CryptokiError) || !this.#works(key)) throw error;
      }
    }
    return [];
  }

  #opened(key: bigint, bound: Buffer, wrapped: Buffer): Buffer {
    const nonce = Buffer.from(wrapped.subarray(0, NONCE_BYTES));
    const sealed = Buffer.from(wrapped.subarray(NONCE_BYTES));
    return this.#module.decrypt(this.#session, key, gcm(nonce, bound), sealed);
  }

  #works(key: bigint): boolean {
    try {
      const nonce = randomBytes(NONCE_BYTES);
      const sealed = this.#module.encrypt(this.#session, key, gcm(nonce, PROBE), PROBE);
      return this.#opened(key, PROBE, Buffer.concat([nonce, sealed])).equals(PROBE);
    } catch (error) {
      if (error instanceof CryptokiError) return false;
      throw error;
    }
  }

  /** Of several of one label always the same comes first. */
  #named(label: string): readonly bigint[] {
    const keys = this.#find([[CKA.LABEL, Buffer.from(label)]]);
    const idOf = (key: bigint): Buffer => this.#read(key, CKA.ID) ?? Buffer.alloc(0);
    return [...keys].sort((one, other) => idOf(one).compare(idOf(other)));
  }

  #find(more: readonly Attribute[]): readonly bigint[] {
    return this.#module.find(this.#session, [
      [CKA.CLASS, word(SECRET_KEY)],
      [CKA.KEY_TYPE, word(AES)],
      [CKA.PRIVATE, YES],
      ...more,
    ]);
  }

  #read(object: bigint, type: number): Buffer | null {
    return this.#module.attribute(this.#session, object, type);
  }
}

const gcm = (nonce: Buffer, bound: Buffer): Mechanism => aesGcm(nonce, bound, TAG_BYTES * 8);
