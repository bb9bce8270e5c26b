/** Secrets handed out once: 256 random bits with a prefix that scanners recognise; only the digest is kept. */
import { randomBytes } from "node:crypto";
import { type Sha256, sha256 } from "../kernel/digest.ts";

/** "hfs" a browser session, "hfu" a person's token, "hfd" a device's token, "hfe" a device's enrolment code, "hfg" a guest's invitation. */
export type SecretKind = "hfs" | "hfu" | "hfd" | "hfe" | "hfg";

const SECRET_BYTES = 32;

export function mintSecret(kind: SecretKind): { readonly secret: string; readonly sha256: Sha256 } {
  const secret = `${kind}_${randomBytes(SECRET_BYTES).toString("base64url")}`;
  return { secret, sha256: sha256(secret) };
}

/** The digest to look `secret` up by, or null if it cannot be a secret of this kind. */
export function secretDigest(kind: SecretKind, secret: string): Sha256 | null {
  const shape = /^(hf[sudeg])_[A-Za-z0-9_-]{43}$/.exec(secret);
  return shape?.[1] === kind ? sha256(secret) : null;
}
