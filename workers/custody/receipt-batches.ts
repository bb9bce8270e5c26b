/** Makes the receipts of batches that are due; the custody process calls it by timer. */
import { type ReceiptBatchDeps, receiptBatch } from "../../services/batches/receipt-batch.ts";
import type { BatchId } from "../../services/kernel/ids.ts";

/** One round takes the oldest few, so that a stop is heard soon. */
const PER_ROUND = 16;
/** One that failed is left alone for so long: it stays due, and neither crowds others out nor fills the log. */
const RETRY_MS = 30_000;

/** How a batch fared: its receipt is kept, or an error after which it stays due. */
export interface Receipted {
  readonly batchId: BatchId;
  readonly error?: unknown;
}

export class BatchReceipts {
  readonly #deps: ReceiptBatchDeps;
  /** Of batches that failed: when they are tried again, in milliseconds. */
  readonly #notBefore = new Map<BatchId, number>();

  constructor(deps: ReceiptBatchDeps) {
    this.#deps = deps;
  }

  /** One that cannot be receipted now stops no other. */
  async round(signal: AbortSignal): Promise<readonly Receipted[]> {
    const { batches, clock } = this.#deps;
    const nowMs = Date.parse(clock());
    for (const [batchId, untilMs] of this.#notBefore) {
      const waitMs = untilMs - nowMs;
      // A longer wait than was ever set comes of a clock that was set back.
      if (waitMs <= 0 || waitMs > RETRY_MS) this.#notBefore.delete(batchId);
    }
    const receipted: Receipted[] = [];
    for (const batchId of await batches.dueForReceipt(PER_ROUND + this.#notBefore.size)) {
      if (signal.aborted) break;
      if (this.#notBefore.has(batchId)) continue;
      try {
        await receiptBatch(this.#deps, batchId);
        receipted.push({ batchId });
      } catch (error) {
        this.#notBefore.set(batchId, nowMs + RETRY_MS);
        receipted.push({ batchId, error });
      }
    }
    return receipted;
  }
}
