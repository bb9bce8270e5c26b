/**
 * A private key, wherever it is kept: in a file, in a token, or with a service far away. It signs, and never leaves.
 *
 * Contract: test/contract/key-handle.contract.ts.
 */
import { createPublicKey, verify } from "node:crypto";
import { Refusal, isRefusal } from "../../services/kernel/refusal.ts";
import { Malformed, Type, encode, oid, parse, partsOf } from "./asn1.ts";
import { OID } from "./oids.ts";
import { sm2Point, sm2Verify } from "./sm2.ts";

export interface KeyHandle {
  /** SubjectPublicKeyInfo of the public half, DER. */
  readonly spki: Uint8Array;
  /**
   * The raw signature over `bytes`: ECDSA P-256 (DER of r and s) or RSA PKCS #1 v1.5 over their SHA-256, Ed25519 or SM2
   * over themselves.
   * @throws Refusal unavailable while the key cannot be reached: asked again later it signs.
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  /** Finds out whether it could sign now, and signs nothing. @throws Refusal as `sign`. */
  check(): Promise<void>;
}

/** Shorter than custody waits for the signer, so that it hears why. */
const ANSWER_LIMIT_MS = 8_000;

/**
 * `key`, believed nothing: a signature that does not verify does not leave, and an answer is not waited for without end.
 * Its errors become refusals of kind unavailable: sealing waits, and nothing is laid to the evidence.
 */
export function guarded(key: KeyHandle, limitMs = ANSWER_LIMIT_MS): KeyHandle {
  return {
    spki: key.spki,
    async sign(bytes) {
      const signature = await answerOf(key.sign(bytes), limitMs);
      if (!isSignatureOf(bytes, signature, key.spki)) throw wrongSignature();
      return signature;
    },
    check: () => answerOf(key.check(), limitMs),
  };
}

async function answerOf<T>(asked: Promise<T>, limitMs: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("no answer in time")), limitMs);
  try {
    return await Promise.race([asked, late.promise]);
  } catch (cause) {
    throw isRefusal(cause) ? cause : noAnswer(cause);
  } finally {
    clearTimeout(timer);
  }
}

/** False also for what is no signature or no key at all. */
export function isSignatureOf(bytes: Uint8Array, signature: Uint8Array, spki: Uint8Array): boolean {
  if (isSm2(spki)) return sm2Verify(bytes, signature, sm2Point(spki));
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    const digest = key.asymmetricKeyType === "ed25519" ? null : "sha256";
    return verify(digest, bytes, { key, dsaEncoding: "der" }, signature);
  } catch {
    return false;
  }
}

/** OpenSSL must not meet such a key (sm2.ts). */
function isSm2(spki: Uint8Array): boolean {
  const [algorithm] = partsOf(parse(spki), Type.SEQUENCE);
  if (algorithm === undefined) throw new Malformed("no public key");
  const curve = partsOf(algorithm, Type.SEQUENCE)[1];
  return curve !== undefined && encode(curve).equals(encode(oid(OID.sm2)));
}

const wrongSignature = (): Refusal =>
  new Refusal("unavailable", "keys/wrong-signature", "the key gave a signature that is none", {
    fix: "Nothing was sealed with it. Have the token or the service that holds the key examined before it signs again.",
  });

const noAnswer = (cause: unknown): Refusal =>
  new Refusal("unavailable", "keys/no-answer", "the private key does not answer", {
    fix: "Look after the token or the service that holds it. Sealing goes on by itself once it answers.",
    cause,
  });
