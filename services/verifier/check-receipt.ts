/** Checks a receipt offline: the agency's signature, the ledger's proof, and that it speaks of the file at hand. */
import { z } from "zod";
import type { RefusalCode } from "../kernel/refusal.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { parseStrictJson } from "../kernel/strict-json.ts";
import { type Finding, type Verdict, about, overall } from "../packages/finding.ts";
import type { Pins } from "../packages/trust.ts";
import { type ReceiptStatement, parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
import type { Receipt } from "../sealing/seal-store.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";

/** A receipt is some kilobytes; its proof grows with the logarithm of the ledger. */
export const MAX_RECEIPT_BYTES = 1 << 20;

export interface ReceiptReport {
  readonly verdict: Verdict;
  /** What the receipt says; null unless every check of the receipt itself passed. */
  readonly statement: ReceiptStatement | null;
  readonly findings: readonly Finding[];
}

/** A file as somebody has it, to be held against the receipt. */
export interface FileAtHand {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** As GET /uploads/{id}/receipt answers it. */
const ReceiptFile = z.strictObject({
  type: z.literal("holdfast/receipt/v1"),
  statement: z.string(),
  signature: z.base64(),
  proof: z.string(),
});

/** A receipt brings no key along: nothing is valid before both keys came another way. Never throws on a hostile one. */
export async function checkReceipt(
  deps: { readonly signatures: SignatureVerifier },
  bytes: Uint8Array,
  { rootCertificatePem, ledgerKeys }: Pins,
  file: FileAtHand | null,
): Promise<ReceiptReport> {
  const receipt = parseReceipt(bytes);
  const check = about("receipt", null);
  if (receipt === null) return report([check.failed("packages/receipt-unreadable")]);
  if (rootCertificatePem === null || ledgerKeys === null) {
    const missing =
      rootCertificatePem === null ? "packages/root-needed" : "packages/ledger-key-needed";
    return report([about("trust", null).open(missing)]);
  }
  const verdict = await verifyReceipt(
    deps,
    receipt,
    rootCertificatePem,
    keyFor(receipt, ledgerKeys),
  );
  if (!verdict.valid)
    return report([check.failed("packages/receipt-invalid", { why: verdict.reason })]);
  const { statement } = verdict;
  const { itemId, sealedAt, lockedUntil, ledger } = statement;
  const valid = check.passed("packages/receipt-valid", {
    ...{ itemId, sealedAt, lockedUntil, ledger: ledger.origin, index: ledger.index },
  });
  return report([valid, ...(file === null ? [] : [fileFinding(statement, file)])], statement);
}

const report = (
  findings: readonly Finding[],
  statement: ReceiptStatement | null = null,
): ReceiptReport => ({ verdict: overall(findings), statement, findings });

function parseReceipt(bytes: Uint8Array): Receipt | null {
  try {
    const { statement, signature, proof } = ReceiptFile.parse(parseStrictJson(bytes));
    return { statement, signature: Buffer.from(signature, "base64"), proof };
  } catch {
    return null;
  }
}

/** The pinned key of the log that the receipt names; the first one where it names none that is pinned. */
function keyFor({ statement }: Receipt, ledgerKeys: string): string {
  const keys = ledgerKeys.split("\n").map((line) => line.trim());
  try {
    const { origin } = parseReceiptStatement(statement).ledger;
    return keys.find((key) => key.startsWith(`${origin}+`)) ?? "";
  } catch (error) {
    if (isRefusal(error)) return "";
    throw error;
  }
}

function fileFinding({ serverSha256, sizeBytes }: ReceiptStatement, file: FileAtHand): Finding {
  const check = about("media", null);
  const reason = fileDifference(serverSha256, sizeBytes, file);
  const facts = { sha256: file.sha256, sizeBytes: file.sizeBytes };
  return reason === null
    ? check.passed("packages/receipt-of-this-file", facts)
    : check.failed(reason, facts);
}

function fileDifference(
  serverSha256: string,
  sizeBytes: string,
  file: FileAtHand,
): RefusalCode | null {
  if (String(file.sizeBytes) !== sizeBytes) return "packages/size-differs";
  return file.sha256 === serverSha256 ? null : "packages/receipt-of-other-bytes";
}
