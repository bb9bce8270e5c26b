/** C2PA manifests of the copies in a package, for tools that know nothing of us: beside each, in a file of its own. */
import { bmffDigest } from "../c2pa/bmff-digest.ts";
import type { ClaimSigner } from "../c2pa/claim-signer.ts";
import { type Generator, draftCredential } from "../c2pa/credential.ts";
import type { Derivative } from "../evidence/derivative.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PackageId } from "../kernel/ids.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { type PackageFile, fileOf } from "./contents.ts";
import { copyPath, credentialPath } from "./package-layout.ts";

export interface CopyCredentialDeps {
  readonly objects: Pick<ObjectStore, "scan">;
  /** Null: copies leave without. */
  readonly claims: ClaimSigner | null;
  readonly generator: Generator;
}

/** A copy that is sealed, and by what. */
export interface SealedCopy {
  readonly copy: Derivative;
  readonly originalSha256: Sha256;
  readonly manifestSha256: Sha256;
}

/** MP4 and M4A. Pictures go without, and so does what a maker's program had to open first. */
const OF_BOXES = ["video/mp4", "audio/mp4"];

/**
 * Of each copy that consists of ISO boxes, as long as there is room; none where the agency signs by what C2PA does
 * not know. Each copy is read once. `roomBytes`: of all of them together.
 * @throws Refusal as `ClaimSigner.sign` and `ObjectStore.scan`.
 */
export async function copyCredentials(
  { objects, claims, generator }: CopyCredentialDeps,
  packageId: PackageId,
  copies: readonly SealedCopy[],
  roomBytes: number,
): Promise<readonly PackageFile[]> {
  const files: PackageFile[] = [];
  if (claims === null) return files;
  let leftBytes = roomBytes;
  for (const { copy, originalSha256, manifestSha256 } of copies) {
    const { itemId, kind, mediaType, sizeBytes, madeBy } = copy;
    // C2PA would have the copy taken for one of the original itself, where a maker's program stands between.
    if (!OF_BOXES.includes(mediaType) || madeBy.program !== undefined) continue;
    const digest = await bmffDigest(await objects.scan(copy.object), sizeBytes);
    if (digest === null) continue;
    const { claim, signed } = draftCredential({
      ...{ packageId, itemId, kind, originalSha256, manifestSha256, generator },
      filename: copyPath(itemId, kind, mediaType).split("/").at(-1) ?? kind,
      method: madeBy.method,
      tool: { name: madeBy.tool, version: madeBy.version },
      copySha256: copy.sha256,
      bmffDigest: digest,
    });
    const cose = await claims.sign(claim);
    if (cose === null) return files;
    const file = fileOf(credentialPath(itemId, kind), signed(cose));
    leftBytes -= file.sizeBytes;
    if (leftBytes < 0) return files;
    files.push(file);
  }
  return files;
}
