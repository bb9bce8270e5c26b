/** Reads a docking visit again: its receipt, the dock's statement, and the lines that the digests in one of version 2 are of. */
import { batchReceiptFile } from "../batches/batch-receipt-file.ts";
import { parseBatchReceipt } from "../batches/batch-receipt.ts";
import type { BatchStore } from "../batches/batch-store.ts";
import type { Batch } from "../batches/batch.ts";
import { verifyBatchReceipt } from "../batches/verify-batch-receipt.ts";
import { sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { CheckpointSigner } from "../ledger/checkpoint-signer.ts";
import type { Receipt } from "../sealing/seal-store.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { type Audit, finding } from "./finding.ts";
import type { VisitTarget } from "./target.ts";

export interface AuditVisitDeps {
  readonly batches: Pick<BatchStore, "get" | "receipt">;
  readonly signatures: SignatureVerifier;
  readonly rootCertificatePem: string;
  readonly verifierKey: CheckpointSigner["verifierKey"];
}

/**
 * A line that changed can be had back from the dock, or from whoever keeps the receipt, as long as they have it: so it is found
 * here, and not only when a package needs it. All of it is rows: there is no lock.
 * @throws Refusal unavailable where the database does not answer: that is no finding.
 */
export async function auditVisit(
  deps: AuditVisitDeps,
  { batchId }: Pick<VisitTarget, "batchId">,
): Promise<Audit> {
  const [batch, receipt] = [await deps.batches.get(batchId), await deps.batches.receipt(batchId)];
  const why = await faultOf(deps, batch, receipt);
  const said = batch?.statement ?? null;
  const read = Buffer.from(said === null ? "" : said.text + (said.openings ?? ""));
  return {
    ...{ sizeBytes: read.byteLength, lock: null },
    sha256: said === null ? null : sha256(read),
    findings: why === null ? [] : [finding("fixity/record-differs", { why })],
  };
}

/** Both signatures, the proof, and that the receipt is about this visit's own statement. */
async function faultOf(
  deps: AuditVisitDeps,
  batch: Batch | null,
  receipt: Receipt | null,
): Promise<string | null> {
  if (receipt === null) return "no-receipt";
  if (batch === null || batch.statement === null) return "no-statement";
  try {
    const { batchId, ledger } = parseBatchReceipt(receipt.statement);
    if (batchId !== batch.id) return "of-other-visit";
    const { rootCertificatePem, verifierKey } = deps;
    const keys = { rootCertificatePem, ledgerVerifierKey: verifierKey(ledger.origin) };
    const verdict = await verifyBatchReceipt(deps, batchReceiptFile(batch, receipt), keys);
    return verdict.valid ? null : verdict.reason;
  } catch (error) {
    if (isRefusal(error) && error.kind !== "unavailable") return error.code;
    throw error;
  }
}
