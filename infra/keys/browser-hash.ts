/** Digests as node:crypto has them, for browsers, by @noble/hashes; SM3 by our own. */
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { Sm3 } from "./browser-sm3.ts";

/** As @noble has them. */
const sm3 = Object.assign((bytes: Uint8Array) => new Sm3().update(bytes).digest(), {
  create: () => new Sm3(),
});
const HASHES = { sha1, sha256, sha384, sha512, sm3 } as const;

function named(algorithm: string) {
  const found = Object.entries(HASHES).find(([name]) => name === algorithm)?.[1];
  if (found === undefined) throw new Error(`no digest ${algorithm} here`);
  return found;
}

const bytesOf = (data: Uint8Array | string): Uint8Array =>
  typeof data === "string" ? Buffer.from(data) : data;

export interface Hash {
  update(data: Uint8Array | string): Hash;
  digest(): Buffer;
  digest(encoding: "hex" | "base64"): string;
}

export function createHash(algorithm: string): Hash {
  const hasher = named(algorithm).create();
  const made: Hash = {
    update(data) {
      hasher.update(bytesOf(data));
      return made;
    },
    digest: ((encoding?: "hex" | "base64") => {
      const digest = Buffer.from(hasher.digest());
      return encoding === undefined ? digest : digest.toString(encoding);
    }) as Hash["digest"],
  };
  return made;
}

export function hash(algorithm: string, data: Uint8Array | string, encoding: "buffer"): Buffer;
export function hash(algorithm: string, data: Uint8Array | string, encoding?: "hex"): string;
export function hash(
  algorithm: string,
  data: Uint8Array | string,
  encoding: "buffer" | "hex" = "hex",
): Buffer | string {
  const digest = Buffer.from(named(algorithm)(bytesOf(data)));
  return encoding === "buffer" ? digest : digest.toString("hex");
}
