/** Whether a signed manifest speaks of the very item and files on record: a right signature under another file proves nothing. */
import type { Derivative } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type Manifest, blockListSha256, parseManifest } from "../sealing/manifest.ts";
import type { Seal } from "../sealing/seal-store.ts";

export function speaksOfOriginal(seal: Seal, { id, original, sizeBytes }: EvidenceItem): boolean {
  const manifest = manifestOf(seal);
  if (manifest?.type !== "holdfast/clip-manifest/v1" || original === null) return false;
  const { media, storage, blocks } = manifest;
  return (
    manifest.item === id &&
    media.sha256 === original.sha256 &&
    media.bytes === String(sizeBytes) &&
    storage.key === original.object.key &&
    storage.versionId === original.object.versionId &&
    blocks.listSha256 === blockListSha256(original.blocks)
  );
}

export function speaksOfCopy(
  seal: Seal,
  { id, original }: EvidenceItem,
  copy: Derivative,
): boolean {
  const manifest = manifestOf(seal);
  if (manifest?.type !== "holdfast/derivative-manifest/v1" || original === null) return false;
  const { media, derivedFrom, kind } = manifest;
  return (
    manifest.item === id &&
    kind === copy.kind &&
    media.sha256 === copy.sha256 &&
    media.bytes === String(copy.sizeBytes) &&
    derivedFrom.item === id &&
    derivedFrom.sha256 === original.sha256
  );
}

function manifestOf({ manifest }: Seal): Manifest | null {
  try {
    return parseManifest(manifest);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
