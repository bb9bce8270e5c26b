/** Ports: batches, their receipts, and the keys docks sign with. Contract suite: test/contract/batch-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { BatchId, DeviceId } from "../kernel/ids.ts";
import type { Receipt } from "../sealing/seal-store.ts";
import type { Batch, Closing, ListedBatch, NewBatch } from "./batch.ts";
import type { VisitEnd } from "./batch-receipt.ts";
import type { DockKey } from "./dock-key.ts";
import type { LastSeen } from "./sequence.ts";
import type { Sight } from "../secrecy/sight.ts";

/**
 * Which keys speak for a dock. Today a dock registers its own over its authenticated connection; the key of
 * its certificate can take that place behind this port.
 */
export interface StatementKeys {
  /** Registering a key twice changes nothing. */
  register(deviceId: DeviceId, key: DockKey, at: UtcInstant): Promise<void>;
  /** The dock's key with this digest, or null if it has none such. */
  keyOf(deviceId: DeviceId, keySha256: Sha256): Promise<DockKey | null>;
}

export interface BatchStore {
  /**
   * Opens a batch; the same dock opening the same for the same camera again gets the one that is there.
   * @throws Refusal conflict "batches/id-taken" otherwise; unavailable "batches/too-many-open" if its dock has
   * `maxOpen` batches that wait for a statement.
   */
  open(batch: NewBatch, maxOpen: number): Promise<Batch>;
  get(id: BatchId): Promise<Batch | null>;

  /** Closes a batch that is not; the first statement stays. Answers the batch as it is then. */
  close(id: BatchId, closing: Closing): Promise<Batch>;

  /**
   * Where the newest other visit of this batch's camera ended: at this dock, or anywhere if the camera is
   * in the register, whose names are one each. Null if none was numbered.
   */
  lastSeen(batch: Batch): Promise<LastSeen | null>;

  /** Marks batches opened before `openedBefore` and never closed as left open; answers how many. */
  leaveOpen(openedBefore: UtcInstant, at: UtcInstant): Promise<number>;

  /**
   * Closed batches without a receipt of whose uploads none is on its way any more: each is an item that is
   * sealed or in quarantine, or it ended before it was one. The longest waiting first.
   */
  dueForReceipt(limit: number): Promise<readonly BatchId[]>;

  /** Keeps the first receipt offered and answers the one that is kept; `end` of the first is told to others, once. */
  receiptOnce(id: BatchId, receipt: Receipt, end: VisitEnd): Promise<Receipt>;
  receipt(id: BatchId): Promise<Receipt | null>;

  /** Newest first, those opened before position `before`; only those of which `sight` may know every file. */
  page(before: number | null, limit: number, sight?: Sight | null): Promise<readonly ListedBatch[]>;
}
