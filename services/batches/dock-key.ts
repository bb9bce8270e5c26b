/** A dock's own key: ECDSA P-256 (FIPS 186-5), told by its SubjectPublicKeyInfo; and whether it signed a statement. */
import { type KeyObject, createPublicKey, verify } from "node:crypto";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";

/** A P-256 key's SubjectPublicKeyInfo has 91 bytes. */
const SPKI_BYTES = 91;

export interface DockKey {
  /** DER of the SubjectPublicKeyInfo (RFC 5480), which is what `sha256` is of. */
  readonly spki: Buffer;
  readonly sha256: Sha256;
}

/**
 * The public key in `base64`, in its one spelling.
 * @throws Refusal invalid "batches/bad-key" unless it is a point on P-256.
 */
export function parseDockKey(base64: string): DockKey {
  try {
    const spki = Buffer.from(base64, "base64");
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    const again = spki.byteLength === SPKI_BYTES && publicHalf(key);
    if (key.asymmetricKeyDetails?.namedCurve === "prime256v1" && again !== false) {
      if (again.spki.equals(spki) && spki.toString("base64") === base64) return again;
    }
  } catch (cause) {
    throw badKey(cause);
  }
  throw badKey();
}

const badKey = (cause?: unknown): Refusal =>
  new Refusal("invalid", "batches/bad-key", "this is no public key of a dock", {
    fix: "Send the SubjectPublicKeyInfo (DER, base64) of an ECDSA P-256 key.",
    cause,
  });

/** What others know the key by; of a private key, its public half. */
export function publicHalf(key: KeyObject): DockKey {
  const half = key.type === "private" ? createPublicKey(key) : key;
  const spki = half.export({ format: "der", type: "spki" });
  return { spki, sha256: sha256(spki) };
}

/** `signature` as `signStatement` makes it. */
export function isSignedBy(
  text: string,
  signature: Uint8Array,
  { spki }: { readonly spki: Uint8Array },
): boolean {
  const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  return verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, signature);
}
