/** Rounds of custody over batches that are due: what failed and was receipted elsewhere is forgotten. */
import { expect, it } from "vitest";
import type { ReceiptBatchDeps } from "../../../services/batches/receipt-batch.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { type BatchId, newId } from "../../../services/kernel/ids.ts";
import { BatchReceipts } from "../../../workers/custody/receipt-batches.ts";
import { NOON } from "../../fixtures/evidence.ts";

it("leaves a batch that failed alone for a while, and no longer than that once another process made its receipt", async () => {
  let [due, now] = [[newId<BatchId>()], NOON];
  const limits: number[] = [];
  const batches = {
    dueForReceipt: async (limit: number) => {
      limits.push(limit);
      return due;
    },
    batch: () => Promise.reject(new Error("no")),
  };
  const deps = { batches, clock: () => now } as unknown as ReceiptBatchDeps;
  const receipts = new BatchReceipts(deps);
  const { signal } = new AbortController();
  expect(await receipts.round(signal)).toMatchObject([{ batchId: due[0] }]);
  expect(await receipts.round(signal)).toEqual([]);
  due = [];
  now = plusMs(now, 60_000);
  await receipts.round(signal);
  expect(limits).toEqual([16, 17, 16]);
});
