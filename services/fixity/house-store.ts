/**
 * Port: everything that is on record, page by page, for whoever looks at all of it.
 * Contract suite: test/contract/house-store.contract.ts.
 */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, UploadId } from "../kernel/ids.ts";
import type { LedgerHead } from "../ledger/ledger-store.ts";
import type { BatchKind } from "../ledger/record-store.ts";
import type { Seal } from "../sealing/seal-store.ts";

/** Texts that are rows, exact, with their digests: verdicts on sources, docks' statements, lists of the audit. */
export const TEXT_KINDS = ["source", "batch", "fixity"] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

export interface KeptText {
  /** Grows from text to text of a kind. */
  readonly position: number;
  /** The item or batch, or the day and part of a list. */
  readonly subject: string;
  readonly text: string;
  readonly sha256: Sha256;
  /** The leaf that the ledger must have; null while it is not marked to be there. */
  readonly leaf: string | null;
}

/** Accesses or actions of an hour that the ledger tells of together. */
export interface RecordBatch {
  /** Grows from batch to batch. */
  readonly position: number;
  readonly kind: BatchKind;
  readonly leaf: string;
  readonly isEntered: boolean;
  /** Of its records by place, as their chains have them; "" for one that its chain has otherwise, or not. */
  readonly digests: readonly Sha256[];
}

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

  /** Places from `first` to `last` that this database took up from the store: of some the records are lost. */
  takenUp(
    origin: string,
    first: number,
    last: number,
  ): Promise<readonly { readonly first: number; readonly last: number }[]>;

  /** Those of the seals with these manifests that are there. */
  sealsWith(manifestSha256s: readonly Sha256[]): Promise<readonly Seal[]>;

  /** In the order in which they came, behind `after` (0 at first). */
  texts(kind: TextKind, after: number, limit: number): Promise<readonly KeptText[]>;
  /** Those of the digests that a text of this kind is kept with. */
  textsWith(kind: TextKind, digests: readonly Sha256[]): Promise<readonly Sha256[]>;

  /** In the order they were made, behind `after` (0 at first). */
  recordBatches(after: number, limit: number): Promise<readonly RecordBatch[]>;

  /** Open uploads whose committed runs do not add up to their offset, at most `limit`. */
  unevenUploads(limit: number): Promise<readonly UploadId[]>;
}
