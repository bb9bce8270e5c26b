/** A private key in this process, as it was read from a file. */
import { type KeyObject, createPublicKey, sign } from "node:crypto";
import type { KeyHandle } from "./key-handle.ts";
import { type Sm2Key, sm2Sign, sm2Spki } from "./sm2.ts";

export function keyInHand(privateKey: KeyObject): KeyHandle {
  const digest = privateKey.asymmetricKeyType === "ed25519" ? null : "sha256";
  const key = { key: privateKey, dsaEncoding: "der" } as const;
  return {
    spki: createPublicKey(privateKey).export({ format: "der", type: "spki" }),
    sign: (bytes) => new Promise((resolve) => resolve(sign(digest, bytes, key))),
    check: () => Promise.resolve(),
  };
}

export const sm2KeyInHand = (key: Sm2Key): KeyHandle => ({
  spki: sm2Spki(key),
  sign: (bytes) => new Promise((resolve) => resolve(sm2Sign(bytes, key))),
  check: () => Promise.resolve(),
});
