/** Port: everything that is on record, page by page, for whoever looks at all of it. Its adapter is tried by test/integration/fsck.test.ts. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, UploadId } from "../kernel/ids.ts";
import type { LedgerHead } from "../ledger/ledger-store.ts";
import type { Seal } from "../sealing/seal-store.ts";

export interface HouseStore {
  itemCount(): Promise<number>;
  /** In order of arrival, behind `after` (0 at first). */
  items(
    after: number,
    limit: number,
  ): Promise<readonly { readonly position: number; readonly id: ItemId }[]>;

  /** Every log that has a head. */
  logs(): Promise<readonly string[]>;
  /** Heads over more than `afterSize` entries, the smallest first. */
  heads(origin: string, afterSize: number, limit: number): Promise<readonly LedgerHead[]>;

  /** Those of the seals with these manifests that are there. */
  sealsWith(manifestSha256s: readonly Sha256[]): Promise<readonly Seal[]>;

  /** Open uploads whose committed runs do not add up to their offset, at most `limit`. */
  unevenUploads(limit: number): Promise<readonly UploadId[]>;
}
