/** What a package takes along of the keys that signed its manifests: what the ledger told of them, and of their end. */
import type { KeyStore } from "../keys/key-store.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { fileOf } from "./contents.ts";
import { type GatheredPart, type ProofDeps, proven } from "./gather-proof.ts";
import { type KeyRecord, keyRecordPath, keyRecordProofPath } from "./package-layout.ts";

export interface GatherKeysDeps extends ProofDeps {
  readonly keys: Pick<KeyStore, "told">;
  readonly signatures: SignatureVerifier;
}

export interface SignedManifest {
  readonly manifest: Uint8Array;
  readonly signature: Uint8Array;
}

/** Nothing of a key that the ledger does not tell of. */
export async function gatherKeys(
  deps: GatherKeysDeps,
  rootCertificatePem: string,
  manifests: readonly SignedManifest[],
): Promise<readonly GatheredPart[]> {
  const spkiOf = new Map<Sha256, Sha256>();
  for (const { manifest, signature } of manifests) {
    const verdict = await deps.signatures.verify(manifest, signature, rootCertificatePem);
    if (verdict.valid) spkiOf.set(verdict.certificate.sha256, verdict.certificate.spkiSha256);
  }
  const parts: GatheredPart[] = [];
  for (const [certificate, spki] of spkiOf) {
    for (const [kind, leaf] of await recordsOf(deps, certificate, spki)) {
      const part = await proven(deps, keyRecordProofPath(certificate, kind), leaf);
      const files = [fileOf(keyRecordPath(certificate, kind), leaf), ...part.files];
      parts.push({ origin: part.origin, files });
    }
  }
  return parts;
}

/** Of each kind the first: the earliest end is the one that counts. */
async function recordsOf(
  { keys }: GatherKeysDeps,
  certificate: Sha256,
  spki: Sha256,
): Promise<ReadonlyMap<KeyRecord, string>> {
  const records = new Map<KeyRecord, string>();
  for (const { leaf } of await keys.told([spki])) {
    const said = parseLeaf(leaf);
    const isOurs =
      said?.type === "key-add"
        ? said.certificateSha256 === certificate
        : said?.type === "key-revoke";
    if (said === null || !isOurs) continue;
    if (said.type !== "key-add" && said.type !== "key-revoke") continue;
    if (said.role === "manifest-signer" && !records.has(said.type)) records.set(said.type, leaf);
  }
  return records;
}
