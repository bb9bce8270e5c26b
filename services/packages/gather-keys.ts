/** What a package takes along of the keys that signed in it: what the ledger told of them, and of their end. */
import type { KeyStore } from "../keys/key-store.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { SignatureVerifier, SoundSignature } from "../sealing/signer.ts";
import { fileOf } from "./contents.ts";
import { type GatheredPart, type ProofDeps, proven } from "./gather-proof.ts";
import {
  type KeyRecord,
  type SignerRole,
  keyRecordPath,
  keyRecordProofPath,
} from "./package-layout.ts";

export interface GatherKeysDeps extends ProofDeps {
  readonly keys: Pick<KeyStore, "told">;
  readonly signatures: SignatureVerifier;
}

export interface SignedManifest {
  readonly manifest: Uint8Array;
  readonly signature: Uint8Array;
  /** With SM2; null: none is made. */
  readonly secondSignature: Uint8Array | null;
}

/** A certificate, and what its key is for. */
export interface Signer {
  readonly role: SignerRole;
  readonly certificate: SoundSignature["certificate"];
}

/** Of signatures that hold, each signer once. `second`: the root of second signatures (PEM), if any are made. */
export async function signersOf(
  { signatures }: Pick<GatherKeysDeps, "signatures">,
  roots: { readonly first: string; readonly second: string | null },
  manifests: readonly SignedManifest[],
): Promise<readonly Signer[]> {
  const signers = new Map<Sha256, Signer>();
  for (const { manifest, signature, secondSignature } of manifests) {
    for (const [role, made, root] of [
      ["manifest-signer", signature, roots.first],
      ["second-signer", secondSignature, roots.second],
    ] as const) {
      if (made === null || root === null) continue;
      const verdict = await signatures.verify(manifest, made, root);
      if (!verdict.valid) continue;
      signers.set(verdict.certificate.sha256, { role, certificate: verdict.certificate });
    }
  }
  return [...signers.values()];
}

/** Nothing of a key that the ledger does not tell of. */
export async function gatherKeys(
  deps: GatherKeysDeps,
  signers: readonly Signer[],
): Promise<readonly GatheredPart[]> {
  const parts: GatheredPart[] = [];
  for (const signer of signers) {
    const { sha256 } = signer.certificate;
    for (const [kind, leaf] of await recordsOf(deps, signer)) {
      const part = await proven(deps, keyRecordProofPath(sha256, kind), leaf);
      const files = [fileOf(keyRecordPath(sha256, kind), leaf), ...part.files];
      parts.push({ origin: part.origin, files });
    }
  }
  return parts;
}

/** Of each kind the first: the earliest end is the one that counts. */
async function recordsOf(
  { keys }: GatherKeysDeps,
  { role, certificate }: Signer,
): Promise<ReadonlyMap<KeyRecord, string>> {
  const records = new Map<KeyRecord, string>();
  for (const { leaf } of await keys.told([certificate.spkiSha256])) {
    const said = parseLeaf(leaf);
    const isOurs =
      said?.type === "key-add"
        ? said.certificateSha256 === certificate.sha256
        : said?.type === "key-revoke";
    if (said === null || !isOurs) continue;
    if (said.type !== "key-add" && said.type !== "key-revoke") continue;
    if (said.role === role && !records.has(said.type)) records.set(said.type, leaf);
  }
  return records;
}
