/** A receipt as it travels: JSON, its signature in base64. What one door writes is what every reader takes. */
import { z } from "zod";
import type { Receipt } from "./seal-store.ts";

export const ReceiptFile = z.object({
  type: z.literal("holdfast/receipt/v1"),
  statement: z.string().describe("Exact text that is signed; itself JSON"),
  signature: z.base64().describe("Detached CMS over the statement, base64"),
  proof: z.string().describe("C2SP tlog-proof of the manifest's ledger entry"),
});
export type ReceiptFile = z.infer<typeof ReceiptFile>;

export const receiptFile = ({ statement, signature, proof }: Receipt): ReceiptFile => ({
  type: "holdfast/receipt/v1",
  statement,
  signature: Buffer.from(signature).toString("base64"),
  proof,
});

export const receiptIn = ({ statement, signature, proof }: ReceiptFile): Receipt => ({
  statement,
  signature: Buffer.from(signature, "base64"),
  proof,
});
