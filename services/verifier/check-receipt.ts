/** Checks a receipt offline: the agency's signature, the ledger's proof, and that it speaks of the file at hand. */
import { z } from "zod";
import { type RefusalCode, isRefusal } from "../kernel/refusal.ts";
import { parseStrictJson } from "../kernel/strict-json.ts";
import { verifierKey } from "../ledger/note.ts";
import { parseVerifierKeys, verifierFor } from "../ledger/pinned-keys.ts";
import { type Finding, type Verdict, about, overall } from "../packages/finding.ts";
import type { Pins } from "../packages/trust.ts";
import { ReceiptFile, receiptIn } from "../sealing/receipt-file.ts";
import { type ReceiptStatement, parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
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

/** As the service gives it, and nothing more. */
const OnlyReceipt = z.strictObject(ReceiptFile.shape);

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
    receiptIn(receipt),
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

function parseReceipt(bytes: Uint8Array): ReceiptFile | null {
  try {
    return OnlyReceipt.parse(parseStrictJson(bytes));
  } catch {
    return null;
  }
}

/** The pinned key of the log that the receipt names, or "" where none is pinned for it. */
function keyFor({ statement }: ReceiptFile, ledgerKeys: string): string {
  try {
    const { origin } = parseReceiptStatement(statement).ledger;
    const log = verifierFor(origin, parseVerifierKeys(ledgerKeys));
    return log === null ? "" : verifierKey(log.name, log.key);
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
