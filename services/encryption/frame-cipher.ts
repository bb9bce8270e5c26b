/**
 * AES-256-GCM over the frames of one object (NIST SP 800-38D), in the STREAM construction (Hoang, Reyhanitabar, Rogaway,
 * Vizár 2015): the nonce is the frame's number and whether it is the last, so that no frame can be left out, put
 * elsewhere, repeated or added.
 *
 * The key of an object is made from the item's data key, the object's name and a salt of its own (HKDF, RFC 5869): no
 * nonce comes twice under one key, also where a write that was cut off is done again.
 */
import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import type { ObjectKey } from "../objects/object-key.ts";
import { HEADER_BYTES, MARK, SALT_BYTES, SCHEME, TAG_BYTES, frameDiffers } from "./frames.ts";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

export const newHeader = (): Buffer => Buffer.concat([MARK, randomBytes(SALT_BYTES)]);

export class FrameCipher {
  readonly #key: KeyObject;
  readonly #header: Buffer;

  /** `header` is the first HEADER_BYTES of the object. @throws Refusal tampered "encryption/frame-differs". */
  constructor(dataKey: KeyObject, object: ObjectKey, header: Uint8Array) {
    const [mark, salt] = [header.subarray(0, MARK.byteLength), header.subarray(MARK.byteLength)];
    if (header.byteLength !== HEADER_BYTES || !MARK.equals(mark)) throw frameDiffers();
    this.#header = Buffer.from(header);
    const purpose = `${SCHEME}\n${object}`;
    this.#key = createSecretKey(Buffer.from(hkdfSync("sha256", dataKey, salt, purpose, KEY_BYTES)));
  }

  /** Ciphertext and tag of frame `at`. */
  seal(at: number, isLast: boolean, plain: Uint8Array): readonly [Buffer, Buffer] {
    const cipher = createCipheriv(CIPHER, this.#key, nonceOf(at, isLast));
    cipher.setAAD(this.#header);
    const sealed = cipher.update(plain);
    cipher.final();
    return [sealed, cipher.getAuthTag()];
  }

  /** The plaintext, once its tag was found right. @throws Refusal tampered "encryption/frame-differs". */
  open(at: number, isLast: boolean, frame: Uint8Array): Buffer {
    const end = frame.byteLength - TAG_BYTES;
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv(CIPHER, this.#key, nonceOf(at, isLast), options);
    decipher.setAAD(this.#header);
    decipher.setAuthTag(frame.subarray(end));
    const plain = decipher.update(frame.subarray(0, end));
    try {
      decipher.final();
    } catch (cause) {
      throw frameDiffers(cause);
    }
    return plain;
  }
}

function nonceOf(at: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeBigUInt64BE(BigInt(at), NONCE_BYTES - 9);
  nonce.writeUInt8(isLast ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}
