/** The file key that signs manifests, on OpenSSL: ECDSA P-256, or RSA-3072 by option. */
import { type SignerKeyKind, readSigner, renewSigner } from "./certificate-authority.ts";
import { keyInHand } from "./key-file.ts";
import type { KeySource } from "./signing-key.ts";

export const signerFile = (folder: string): KeySource => ({
  async read() {
    const { privateKey, certificate, intermediates } = await readSigner(folder);
    const notAfter = certificate.validToDate;
    return { certificate, intermediates, notAfter, key: keyInHand(privateKey) };
  },
  renew: (now) => renewSigner(folder, now),
});

/** Makes a new key and certificate where the one in use is of another kind than is wanted. */
export async function requireKind(
  folder: string,
  kind: SignerKeyKind,
  now: Date,
): Promise<boolean> {
  const { privateKey } = await readSigner(folder);
  const isWanted = (privateKey.asymmetricKeyType === "rsa") === (kind === "rsa3072");
  if (!isWanted) await renewSigner(folder, now, kind);
  return !isWanted;
}
