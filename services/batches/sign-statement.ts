/** How a dock signs its statement; apart, for who verifies has no private keys (infra/keys/browser-crypto.ts). */
import { type KeyObject, sign } from "node:crypto";

/** r ‖ s, 64 bytes: this form has one spelling, DER has several. */
export const signStatement = (text: string, key: KeyObject): Buffer =>
  sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
