/** When a store's own checksum may stand for reading an original back, and which originals are read all the same. Pure. */
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { BLOCK_BYTES } from "../evidence/evidence-item.ts";
import type { StatedChecksum } from "../objects/object-store.ts";
import type { Run } from "./upload.ts";

/** What would have to be read, known without it. */
export interface KnownOriginal {
  readonly sha256: Sha256;
  readonly blocks: readonly Sha256[];
}

/**
 * What the committed runs tell of the whole. Null but for an upload of one run that is one block: of a larger one
 * the digest of the whole is not known before all of it was read.
 */
export function knownOriginal(runs: readonly Run[], sizeBytes: number): KnownOriginal | null {
  const [only, ...more] = runs;
  if (only === undefined || more.length > 0 || only.offsetBytes !== 0) return null;
  if (only.sizeBytes !== sizeBytes) return null;
  return sizeBytes > BLOCK_BYTES ? null : { sha256: only.sha256, blocks: [only.sha256] };
}

/** Whether the store states just what was received: of all bytes, or of them as its only part. */
export function isStated(stated: StatedChecksum | null, known: KnownOriginal): boolean {
  if (stated === null) return false;
  if (stated.parts === null) return stated.sha256 === known.sha256;
  return stated.parts === 1 && stated.sha256 === sha256(Buffer.from(known.sha256, "hex"));
}
