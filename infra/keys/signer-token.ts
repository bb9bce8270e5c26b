/**
 * The key in a token that signs manifests; `signer-token.pem` in the folder holds its certificate, made by the agency's
 * issuing authority, and no key.
 */
import { X509Certificate, createPublicKey, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../../services/kernel/refusal.ts";
import {
  SIGNER_IN_TOKEN,
  type SignerKeyKind,
  hasSignerFile,
  issueSigner,
  readIssuing,
  readSigner,
} from "./certificate-authority.ts";
import { spkiOf, suiteOf } from "./cms-suite.ts";
import { type KeyHandle, guarded } from "./key-handle.ts";
import { dersIn } from "./pem.ts";
import { readOrNull, replaceFile } from "./private-file.ts";
import type { KeySource } from "./signing-key.ts";

/** Keys of one name in a token; as SubjectPublicKeyInfo, DER. */
export interface TokenKeys {
  keys(): Promise<readonly Buffer[]>;
  make(kind: SignerKeyKind): Promise<Buffer>;
  key(spki: Buffer): KeyHandle;
}

export interface TokenPlan {
  readonly kind: SignerKeyKind;
  /** The name means this very key: with a new certificate it stays. */
  readonly isOneKey: boolean;
}

/**
 * The token is needed only where there is no certificate yet, or one of another kind of key than is planned: then it must
 * hold the key, or makes it. What is certified has signed something first: a public key alone may be anybody's.
 * @throws Refusal unavailable, as the token says.
 */
export async function signerToken(
  folder: string,
  token: TokenKeys,
  { kind, isOneKey }: TokenPlan,
  now: Date,
): Promise<KeySource> {
  /** Made, and not certified yet. */
  let waiting: Buffer | null = null;
  const make = async (): Promise<Buffer> => (waiting ??= await token.make(kind));
  async function certify(spki: Buffer, at: Date): Promise<void> {
    await guarded(token.key(spki)).sign(randomBytes(32));
    const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
    await replaceFile(folder, SIGNER_IN_TOKEN, await issueSigner(folder, publicKey, at), 0o644);
    waiting = null;
  }
  const source: KeySource = {
    async read() {
      const pem = await readFile(join(folder, SIGNER_IN_TOKEN), "utf8");
      const [certificate, ...intermediates] = dersIn(pem, "CERTIFICATE").map((raw) => ({ raw }));
      if (certificate === undefined) throw new Error("broken invariant: a file of certificates");
      const notAfter = new X509Certificate(certificate.raw).validToDate;
      return { certificate, intermediates, notAfter, key: token.key(spkiOf(certificate.raw)) };
    },
    async renew(at, mustDiffer = false) {
      // First: else a key is made that nobody can certify.
      await readIssuing(folder);
      const held = isOneKey ? await token.keys() : [];
      const before = spkiOf((await source.read()).certificate.raw);
      const next = mustDiffer ? held.find((each) => !each.equals(before)) : held[0];
      if (next === undefined && held.length > 0) throw sameKey();
      await certify(next ?? (await make()), at);
    },
  };
  if ((await readOrNull(join(folder, SIGNER_IN_TOKEN))) === null) {
    // A key that is there was made by hand, or by a start that was cut off.
    await readIssuing(folder);
    const [held] = await token.keys();
    await certify(held ?? (await make()), now);
  } else if (!isOneKey) {
    const isRsa = suiteOf((await source.read()).certificate.raw).name === "rsa";
    if (isRsa !== (kind === "rsa3072")) await source.renew(now);
  }
  return source;
}

const sameKey = (): Refusal =>
  new Refusal("unavailable", "keys/not-renewed", "the name of the key means this very one", {
    fix: "Make another key in the token, name it in HOLDFAST_SIGNER_KEY, and start again with `up`.",
  });

/** @throws Refusal invalid "keys/token-not-named" where a token signs for this house, and the setting says a file. */
export async function requireNoToken(folder: string): Promise<void> {
  if ((await readOrNull(join(folder, SIGNER_IN_TOKEN))) === null) return;
  throw new Refusal("invalid", "keys/token-not-named", "this house signs with a key in a token", {
    fix: "Set HOLDFAST_SIGNER_KEY again; to sign with a file from now on, remove signer-token.pem.",
  });
}

/** Until when manifests can be signed: the end of the certificate in use, of two the sooner. */
export async function signerValidTo(folder: string): Promise<Date> {
  const pem = await readOrNull(join(folder, SIGNER_IN_TOKEN));
  const ends = pem === null ? [] : [new X509Certificate(pem).validToDate];
  if (pem === null || (await hasSignerFile(folder))) {
    ends.push((await readSigner(folder)).certificate.validToDate);
  }
  return new Date(Math.min(...ends.map(Number)));
}
