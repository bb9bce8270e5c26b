/** Whether two manifests of a device follow one another: one rule for packages and for the house. Pure. */
import type { Sha256 } from "../kernel/digest.ts";

export interface DeviceLink {
  /** Counts the device's sealed originals from 1. */
  readonly sequence: bigint;
  /** Of the manifest. */
  readonly digest: string;
  readonly previousManifestSha256: string | null;
}

/** "twice": two manifests have one number. "broken": it names another manifest than the one before it. */
export type LinkFault = "twice" | "broken";

/**
 * What is wrong with `link` behind `before`, the nearest earlier one that is known (null: none is). Numbers count
 * from 1; the first follows nothing, and every other names the manifest before it.
 */
export function linkFault(before: DeviceLink | null, link: DeviceLink): LinkFault | null {
  if (before?.sequence === link.sequence) return "twice";
  const isFirst = link.sequence <= 1n;
  const follows =
    before?.sequence !== link.sequence - 1n || link.previousManifestSha256 === before.digest;
  return isFirst === (link.previousManifestSha256 === null) && follows ? null : "broken";
}

/** What a signed manifest says of its place. */
export const linkOf = (
  { sequence, previousManifestSha256 }: { sequence: string; previousManifestSha256: string | null },
  digest: Sha256 | string,
): DeviceLink => ({ sequence: BigInt(sequence), digest, previousManifestSha256 });
