/** Looks at receipts of docking visits, and at what the ledger tells of accesses and actions by the hour. */
import { batchReceiptFile } from "../batches/batch-receipt-file.ts";
import { parseBatchReceipt } from "../batches/batch-receipt.ts";
import type { BatchStore } from "../batches/batch-store.ts";
import { verifyBatchReceipt } from "../batches/verify-batch-receipt.ts";
import type { BatchId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { CheckpointSigner } from "../ledger/checkpoint-signer.ts";
import { batchHashes } from "../ledger/enter-records.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { rootOf } from "../ledger/merkle.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import type { HouseStore, RecordBatch } from "./house-store.ts";
import type { Violation } from "./invariants.ts";

export interface FsckBatchesDeps {
  readonly house: Pick<HouseStore, "recordBatches">;
  readonly batches: Pick<BatchStore, "page" | "get" | "receipt">;
  readonly ledger: Pick<LedgerStore, "locate">;
  readonly signatures: SignatureVerifier;
  readonly rootCertificatePem: string;
  readonly verifierKey: CheckpointSigner["verifierKey"];
}

type Tell = (violation: Violation) => void;
const VISITS = 100;
/** Each has up to 65,536 digests. */
const BATCHES = 4;

export async function visitViolations(deps: FsckBatchesDeps, tell: Tell): Promise<void> {
  for (let before: number | null = null, more = true; more;) {
    const page: Awaited<ReturnType<BatchStore["page"]>> = await deps.batches.page(before, VISITS);
    for (const { id, hasReceipt } of page) {
      const what = hasReceipt ? await visitFault(deps, id) : null;
      if (what !== null) tell({ invariant: "visits", subject: id, what, facts: {} });
    }
    before = page.at(-1)?.position ?? before;
    more = page.length === VISITS;
  }
}

/** Both signatures, the proof, and that the receipt is about this visit's own statement. */
async function visitFault(deps: FsckBatchesDeps, id: BatchId): Promise<string | null> {
  const [batch, receipt] = [await deps.batches.get(id), await deps.batches.receipt(id)];
  if (receipt === null) return "no-receipt";
  if (batch === null || batch.statement === null) return "no-statement";
  try {
    const { batchId, ledger } = parseBatchReceipt(receipt.statement);
    if (batchId !== id) return "of-other-visit";
    const { rootCertificatePem, verifierKey } = deps;
    const keys = { rootCertificatePem, ledgerVerifierKey: verifierKey(ledger.origin) };
    const verdict = await verifyBatchReceipt(deps, batchReceiptFile(batch, receipt), keys);
    return verdict.valid ? null : verdict.reason;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

/** Each batch is the tree over the digests that its records have in their chains. */
export async function recordViolations(
  { house, ledger }: Pick<FsckBatchesDeps, "house" | "ledger">,
  tell: Tell,
): Promise<void> {
  for (let after = 0, more = true; more;) {
    const page = await house.recordBatches(after, BATCHES);
    for (const batch of page) {
      const told = (what: string): void =>
        tell({ invariant: "records", subject: `${batch.kind}/${batch.position}`, what, facts: {} });
      if (!isTreeOf(batch)) told("other-root");
      if (batch.isEntered && (await ledger.locate(batch.leaf)) === null) told("not-in-ledger");
    }
    after = page.at(-1)?.position ?? after;
    more = page.length === BATCHES;
  }
}

function isTreeOf({ kind, leaf: text, digests }: RecordBatch): boolean {
  const leaf = parseLeaf(text);
  return (
    (leaf?.type === "access-batch" || leaf?.type === "admin-batch") &&
    leaf.type === `${kind}-batch` &&
    leaf.records === String(digests.length) &&
    leaf.rootSha256 === rootOf(batchHashes(digests))
  );
}
