/** A batch receipt as it travels: JSON with the dock's own statement; and its short form, for a code that is photographed. */
import { z } from "zod";
import { sha256 } from "../kernel/digest.ts";
import { assert } from "../kernel/refusal.ts";
import type { Receipt } from "../sealing/seal-store.ts";
import type { Batch } from "./batch.ts";
import { BATCH_RECEIPT, parseBatchReceipt } from "./batch-receipt.ts";

export const BatchReceiptFile = z.strictObject({
  type: z.literal(BATCH_RECEIPT),
  statement: z.string().describe("Exact text that the agency signed; itself JSON"),
  signature: z.base64().describe("Detached CMS over the statement, base64"),
  proof: z.string().describe("C2SP tlog-proof of the dock statement's ledger entry"),
  dockStatement: z.string().describe("Exact text that the dock signed; itself JSON"),
  dockOpenings: z
    .string()
    .optional()
    .describe("Of a statement of version 2: the lines that its digests are of, each with its salt"),
  dockSignature: z.base64().describe("ECDSA P-256 with SHA-256 over it, r and s, base64"),
  dockKey: z.base64().describe("SubjectPublicKeyInfo of the dock's key, DER, base64"),
});
export type BatchReceiptFile = z.infer<typeof BatchReceiptFile>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

export function batchReceiptFile({ statement: said }: Batch, receipt: Receipt): BatchReceiptFile {
  assert(said !== null, "a batch with a receipt has a statement");
  return {
    type: BATCH_RECEIPT,
    statement: receipt.statement,
    signature: base64(receipt.signature),
    proof: receipt.proof,
    dockStatement: said.text,
    ...(said.openings === null ? {} : { dockOpenings: said.openings }),
    dockSignature: base64(said.signature),
    dockKey: base64(said.key.spki),
  };
}

/**
 * The short form: which log, which batch, the digest of what was signed, and how many files were found,
 * may be deleted, are in quarantine, were not sent. It proves nothing alone; it tells which receipt is meant.
 * @throws Refusal invalid "batches/bad-receipt".
 */
export function batchCode(statement: string): string {
  const { batchId, ledger, counts } = parseBatchReceipt(statement);
  const { found, mayDelete, quarantined, notSent } = counts;
  const numbers = [found, mayDelete, quarantined, notSent].join("/");
  return `holdfast-batch-1 ${ledger.origin} ${batchId} ${sha256(statement)} ${numbers}`;
}
