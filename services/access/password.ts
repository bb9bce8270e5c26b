/** Passwords as scrypt hashes (RFC 7914), compared in constant time and at equal cost for names nobody has. */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Refusal, assert } from "../kernel/refusal.ts";
import { isEasy } from "./easy-password.ts";

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's N=2^15, r=8, p=3: 32 MiB and about a tenth of a second. */
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
export const PASSWORD_MIN_CHARACTERS = 12;

/** Matches no password: what an unknown name is compared with. */
const NOBODY = encode(Buffer.alloc(SALT_BYTES), randomBytes(HASH_BYTES));

/** `names`: of whoever will use it. @throws Refusal invalid "access/password-too-short", "access/password-too-easy". */
export async function hashPassword(
  password: string,
  names: readonly string[] = [],
): Promise<string> {
  if (Array.from(password).length < PASSWORD_MIN_CHARACTERS) {
    throw new Refusal("invalid", "access/password-too-short", "the password is too short", {
      fix: `Choose at least ${PASSWORD_MIN_CHARACTERS} characters; a short sentence is easy to keep.`,
    });
  }
  if (isEasy(password, names)) {
    throw new Refusal("invalid", "access/password-too-easy", "the password is easily guessed", {
      fix: "Choose a sentence of your own: not a name, not a common word, not a row of keys.",
    });
  }
  const salt = randomBytes(SALT_BYTES);
  return encode(salt, await derive(password, salt, COST));
}

/** `stored` null (no such person) costs as much as a wrong password and is always false. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = (stored ?? NOBODY).split("$");
  assert(scheme === "scrypt" && salt !== undefined && hash !== undefined, "a kept hash is scrypt");
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(hash, "base64url");
  const found = await derive(password, Buffer.from(salt, "base64url"), cost);
  return timingSafeEqual(found, expected) && stored !== null;
}

function encode(salt: Buffer, hash: Buffer): string {
  const text = (bytes: Buffer): string => bytes.toString("base64url");
  return ["scrypt", COST.N, COST.r, COST.p, text(salt), text(hash)].join("$");
}

/** NFKC, so that one keyboard's "é" and another's are the same password. */
function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, { ...cost, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
