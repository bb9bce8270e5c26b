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
import type { PinnedKeys } from "../sealing/verify-signed.ts";

export interface Report<Statement> {
  readonly verdict: Verdict;
  /** What the receipt says; null unless every check of the receipt itself passed. */
  readonly statement: Statement | null;
  readonly findings: readonly Finding[];
}
export type ReceiptReport = Report<ReceiptStatement>;

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
  pins: Pins,
  file: FileAtHand | null,
  code: string | null = null,
): Promise<ReceiptReport> {
  const receipt = parseReceipt(bytes);
  const check = about("receipt", null);
  if (receipt === null) return report([check.failed("packages/receipt-unreadable")]);
  const keys = keysFor(pins, () => parseReceiptStatement(receipt.statement).ledger.origin);
  if ("missing" in keys) return report([about("trust", null).open(keys.missing)]);
  const { rootCertificatePem, ledgerVerifierKey } = keys;
  const verdict = await verifyReceipt(
    deps,
    receiptIn(receipt),
    rootCertificatePem,
    ledgerVerifierKey,
  );
  if (!verdict.valid)
    return report([check.failed("packages/receipt-invalid", { why: verdict.reason })]);
  const { statement } = verdict;
  const { itemId, sealedAt, lockedUntil, ledger, provenBy } = statement;
  const valid = check.passed("packages/receipt-valid", {
    ...{ itemId, sealedAt, lockedUntil, ledger: ledger.origin, index: ledger.index },
    ...(provenBy === undefined ? {} : { provenBy }),
  });
  const findings = [valid, ...(file === null ? [] : [fileFinding(statement, file)])];
  // Codes are of batches: one given with another receipt is not passed over.
  if (code !== null) findings.push(check.failed("packages/code-of-another-receipt"));
  return report(findings, statement);
}

export const report = <Statement>(
  findings: readonly Finding[],
  statement: Statement | null = null,
): Report<Statement> => ({ verdict: overall(findings), statement, findings });

/**
 * What the pins say for the log that a receipt names; its key is "" where none is pinned for that log.
 * `missing`: what was not given at all. `originOf` may refuse a receipt that names none.
 */
export function keysFor(
  { rootCertificatePem, ledgerKeys }: Pins,
  originOf: () => string,
): PinnedKeys | { readonly missing: RefusalCode } {
  if (rootCertificatePem === null) return { missing: "packages/root-needed" };
  if (ledgerKeys === null) return { missing: "packages/ledger-key-needed" };
  try {
    const log = verifierFor(originOf(), parseVerifierKeys(ledgerKeys));
    return {
      rootCertificatePem,
      ledgerVerifierKey: log === null ? "" : verifierKey(log.name, log.key),
    };
  } catch (error) {
    if (isRefusal(error)) return { rootCertificatePem, ledgerVerifierKey: "" };
    throw error;
  }
}

function parseReceipt(bytes: Uint8Array): ReceiptFile | null {
  try {
    return OnlyReceipt.parse(parseStrictJson(bytes));
  } catch {
    return null;
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
