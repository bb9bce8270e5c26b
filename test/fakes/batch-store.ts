/** BatchStore and StatementKeys in memory; how uploads stand is told by the test. */
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { BatchId, DeviceId, UploadId } from "../../services/kernel/ids.ts";
import {
  type Batch,
  type Closing,
  type ListedBatch,
  type NewBatch,
  idTaken,
  noSuchBatch,
  tooManyOpen,
} from "../../services/batches/batch.ts";
import type { BatchStore, StatementKeys } from "../../services/batches/batch-store.ts";
import type { VisitEnd } from "../../services/batches/batch-receipt.ts";
import type { DockKey } from "../../services/batches/dock-key.ts";
import type { LastSeen } from "../../services/batches/sequence.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";
import type { Receipt } from "../../services/sealing/seal-store.ts";

export class MemoryBatchStore implements BatchStore, StatementKeys {
  sees: Sees = SEES_ALL;
  /** Cameras in the register, by name. */
  readonly cameras = new Map<string, DeviceId>();
  readonly #batches = new Map<BatchId, Batch>();
  readonly #closings = new Map<BatchId, Closing>();
  readonly #receipts = new Map<BatchId, Receipt>();
  readonly #keys = new Map<string, DockKey>();
  readonly #isOver: (upload: UploadId) => Promise<boolean>;

  constructor(isOver: (upload: UploadId) => Promise<boolean> = async () => true) {
    this.#isOver = isOver;
  }

  async register(deviceId: DeviceId, key: DockKey): Promise<void> {
    this.#keys.set(`${deviceId} ${key.sha256}`, key);
  }

  async keyOf(deviceId: DeviceId, keySha256: Sha256): Promise<DockKey | null> {
    return this.#keys.get(`${deviceId} ${keySha256}`) ?? null;
  }

  async open(batch: NewBatch, maxOpen: number): Promise<Batch> {
    const open = [...this.#batches.values()].filter(
      ({ deviceId, state }) => deviceId === batch.deviceId && state === "open",
    );
    if (!this.#batches.has(batch.id) && open.length >= maxOpen) throw tooManyOpen(maxOpen);
    const kept = this.#batches.get(batch.id) ?? {
      ...batch,
      ...{ position: this.#batches.size + 1, state: "open", endedAt: null, statement: null },
      ...{ cameraDeviceId: this.cameras.get(batch.camera.name) ?? null },
      ...{ fileCount: null, sequence: null, hasReceipt: false },
    };
    const isSame =
      kept.deviceId === batch.deviceId &&
      kept.camera.name === batch.camera.name &&
      kept.camera.serial === batch.camera.serial;
    if (!isSame) throw idTaken();
    this.#batches.set(batch.id, kept);
    return kept;
  }

  async get(id: BatchId): Promise<Batch | null> {
    return this.#batches.get(id) ?? null;
  }

  async close(id: BatchId, closing: Closing): Promise<Batch> {
    const batch = this.#batches.get(id);
    if (batch === undefined) throw noSuchBatch();
    if (batch.state === "closed") return batch;
    const { at, statement, fileCount, sequence } = closing;
    const closed = {
      ...batch,
      state: "closed",
      endedAt: at,
      statement,
      fileCount,
      sequence,
    } as const;
    this.#batches.set(id, closed);
    this.#closings.set(id, closing);
    return closed;
  }

  async lastSeen({ id, deviceId, camera, cameraDeviceId }: Batch): Promise<LastSeen | null> {
    const earlier = [...this.#batches.values()].filter(
      (other) =>
        other.id !== id &&
        other.camera.name === camera.name &&
        this.#closings.get(other.id)?.lastSeen != null &&
        (other.deviceId === deviceId ||
          (cameraDeviceId !== null && other.cameraDeviceId === cameraDeviceId)),
    );
    const [newest] = earlier.sort(
      (a, b) => (b.endedAt ?? "").localeCompare(a.endedAt ?? "") || b.position - a.position,
    );
    return newest === undefined ? null : (this.#closings.get(newest.id)?.lastSeen ?? null);
  }

  async leaveOpen(openedBefore: UtcInstant, at: UtcInstant): Promise<number> {
    const late = [...this.#batches.values()].filter(
      ({ state, openedAt }) => state === "open" && openedAt < openedBefore,
    );
    for (const batch of late) {
      this.#batches.set(batch.id, { ...batch, state: "left-open", endedAt: at });
    }
    return late.length;
  }

  async dueForReceipt(limit: number): Promise<readonly BatchId[]> {
    const due: Batch[] = [];
    for (const [id, { uploads }] of this.#closings) {
      const isOver = await Promise.all(uploads.map((upload) => this.#isOver(upload)));
      if (!this.#receipts.has(id) && isOver.every(Boolean)) due.push(this.#batches.get(id)!);
    }
    due.sort((a, b) => (a.endedAt ?? "").localeCompare(b.endedAt ?? "") || a.position - b.position);
    return due.slice(0, limit).map(({ id }) => id);
  }

  /** Visits with a receipt, and when they were closed. */
  receipted(): readonly { readonly id: BatchId; readonly at: UtcInstant }[] {
    return [...this.#batches.values()].flatMap(({ id, endedAt }) =>
      endedAt !== null && this.#receipts.has(id) ? [{ id, at: endedAt }] : [],
    );
  }

  /** What somebody with the database in his hands could do. */
  overwrite(id: BatchId, changes: Partial<Batch>): void {
    this.#batches.set(id, { ...this.#batches.get(id)!, ...changes });
  }

  async receiptOnce(id: BatchId, receipt: Receipt, _end: VisitEnd): Promise<Receipt> {
    const kept = this.#receipts.get(id) ?? structuredClone(receipt);
    this.#receipts.set(id, kept);
    const batch = this.#batches.get(id);
    if (batch !== undefined) this.#batches.set(id, { ...batch, hasReceipt: true });
    return kept;
  }

  async receipt(id: BatchId): Promise<Receipt | null> {
    return this.#receipts.get(id) ?? null;
  }

  async page(
    before: number | null,
    limit: number,
    sight: Sight | null = null,
  ): Promise<readonly ListedBatch[]> {
    const inside = (id: BatchId) => this.#closings.get(id)?.uploads ?? [];
    return [...this.#batches.values()]
      .filter(({ id }) => this.sees(sight, inside(id)))
      .filter(({ position }) => before === null || position < before)
      .sort((a, b) => b.position - a.position)
      .slice(0, limit)
      .map(({ statement, ...batch }) => ({
        ...batch,
        statement: statement === null ? null : { sha256: statement.sha256 },
      }));
  }
}
