/** Port: custody events and actions on their way into the ledger. Its rules are tested where they are kept: test/integration/record-store.test.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, PackageId } from "../kernel/ids.ts";

export const BATCH_KINDS = ["access", "admin"] as const;
/** Accesses to items, or what was done to the house. */
export type BatchKind = (typeof BATCH_KINDS)[number];

/** A record that stands in the ledger by a leaf of its own. */
export type DueRecord = { readonly id: number } & (
  | {
      readonly kind: "case-link" | "case-unlink" | "label" | "flag" | "hold" | "release";
      readonly itemId: ItemId;
      /** The event, exact text. */
      readonly body: string;
      /** 32 random bytes; the same each time it is asked for. */
      readonly salt: Uint8Array;
    }
  | {
      readonly kind: "export";
      readonly act: "prepared" | "downloaded";
      readonly packageId: PackageId;
      /** Of metadata/package.json. */
      readonly statementSha256: Sha256;
      /** Of the action in its chain. */
      readonly actionSha256: Sha256;
    }
  | {
      readonly kind: "policy";
      readonly packSha256: Sha256;
      readonly actionSha256: Sha256;
    }
);

/** How a record stands in the ledger. */
export interface RecordPlace {
  readonly leaf: string;
  /** What was committed to, with what; null if its batch is what stands there. */
  readonly salt: Uint8Array | null;
  /** The digests of all records of its batch, and which of them it is; null if it stands by itself. */
  readonly batch: { readonly digests: readonly Sha256[]; readonly place: number } | null;
}

export interface RecordStore {
  /** Oldest first. */
  due(limit: number): Promise<readonly DueRecord[]>;
  /** Remembers the leaf of a record; it is due no more. */
  entered(id: number, leaf: string): Promise<void>;

  /**
   * Puts up to `limit` waiting records of `kind` from before `until` into one batch, in the order they came, with the leaf
   * that `leafOf` makes of their digests. False if none waits.
   */
  closeBatch(
    kind: BatchKind,
    until: UtcInstant,
    limit: number,
    leafOf: (digests: readonly Sha256[]) => string,
  ): Promise<boolean>;
  /** Closed and not entered yet, oldest first. */
  openBatches(limit: number): Promise<readonly { readonly id: number; readonly leaf: string }[]>;
  batchEntered(id: number): Promise<void>;

  /** Event `index` of this item's custody, or action `index` for null; null while the ledger tells nothing of it. */
  placeOf(itemId: ItemId | null, index: number): Promise<RecordPlace | null>;

  /**
   * Of the events of this item, or actions for null, with an index from `first` to `last` that the ledger tells of:
   * the entry, or null while it waits. The signed manifests tell of those that are not in it.
   */
  leaves(
    itemId: ItemId | null,
    first: number,
    last: number,
  ): Promise<ReadonlyMap<number, string | null>>;
}
