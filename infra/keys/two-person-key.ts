/** A private key that opens only with the passphrases of two people: PKCS#8 under PBES2 with scrypt (RFC 8018, RFC 7914 7). */
import { type KeyObject, createCipheriv, hash, randomBytes, scryptSync } from "node:crypto";
import { Refusal } from "../../services/kernel/refusal.ts";
import { encode, integer, natural, octets, oid, sequence } from "./asn1.ts";
import { OID } from "./oids.ts";
import { pemOf } from "./pem.ts";

/**
 * OpenSSL reads no key whose scrypt takes more than 32 MiB (EVP_PBE_scrypt), so N stays at 2^14 (16 MiB) and the work is
 * in p: some 0.4 s a guess.
 */
const SCRYPT = { N: 16_384, r: 8, p: 8 } as const;
const KEY_BYTES = 32;
const MIN_LENGTH = 12;
/** Characters that every keyboard has and that have one encoding only. */
const TYPEABLE = /^[\x20-\x7e]*$/;

/**
 * @throws Refusal invalid "keys/passphrase" for one that is short, not ASCII, or the other's.
 */
export function requirePassphrases(first: string, second: string): void {
  const why =
    first === second
      ? "two people have two passphrases"
      : [first, second].some((each) => each.length < MIN_LENGTH || each.length > 256)
        ? "a passphrase has 12 to 256 characters"
        : [first, second].every((each) => TYPEABLE.test(each))
          ? null
          : "a passphrase is of letters, digits and signs of an English keyboard";
  if (why === null) return;
  throw new Refusal("invalid", "keys/passphrase", why, {
    fix: "Choose others, five random words each, and hold the ceremony again.",
  });
}

/** What opens the key: SHA-256 of each passphrase in lower-case hexadecimal, the smaller first, so that their order is free. */
export const combinedPassphrase = (first: string, second: string): string =>
  [first, second]
    .map((each) => hash("sha256", each))
    .toSorted()
    .join("");

/** PEM, "ENCRYPTED PRIVATE KEY"; each call another salt. */
export function encryptedKey(key: KeyObject, passphrase: string): string {
  const [salt, iv] = [randomBytes(16), randomBytes(16)];
  const secret = scryptSync(passphrase, salt, KEY_BYTES, SCRYPT);
  const cipher = createCipheriv("aes-256-cbc", secret, iv);
  const plain = key.export({ format: "der", type: "pkcs8" });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  for (const bytes of [secret, plain]) bytes.fill(0);
  const derivation = sequence(
    oid(OID.scrypt),
    sequence(octets(salt), ...costs(), whole(KEY_BYTES)),
  );
  const scheme = sequence(oid(OID.aes256Cbc), octets(iv));
  const algorithm = sequence(oid(OID.pbes2), sequence(derivation, scheme));
  return pemOf(encode(sequence(algorithm, octets(sealed))), "ENCRYPTED PRIVATE KEY");
}

const costs = () => [whole(SCRYPT.N), whole(SCRYPT.r), whole(SCRYPT.p)];

function whole(value: number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return integer(natural(bytes));
}
