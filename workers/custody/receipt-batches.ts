/** Makes the receipts of batches that are due; the custody process calls it by timer. */
import { type ReceiptBatchDeps, receiptBatch } from "../../services/batches/receipt-batch.ts";
import type { BatchId } from "../../services/kernel/ids.ts";

/** One round takes the oldest few, so that a stop is heard soon. */
const PER_ROUND = 16;

/** How a batch fared: its receipt is kept, or an error after which it stays due. */
export interface Receipted {
  readonly batchId: BatchId;
  readonly error?: unknown;
}

/** One that cannot be receipted now stops no other. */
export async function receiptBatches(
  deps: ReceiptBatchDeps,
  signal: AbortSignal,
): Promise<readonly Receipted[]> {
  const receipted: Receipted[] = [];
  for (const batchId of await deps.batches.dueForReceipt(PER_ROUND)) {
    if (signal.aborted) break;
    try {
      await receiptBatch(deps, batchId);
      receipted.push({ batchId });
    } catch (error) {
      receipted.push({ batchId, error });
    }
  }
  return receipted;
}
