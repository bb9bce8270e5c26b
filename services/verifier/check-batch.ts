/** Checks a batch receipt offline: both signatures, the ledger's proof, the short form that was photographed, and files at hand by digest. */
import { parseStrictJson } from "../kernel/strict-json.ts";
import type { BatchReceiptStatement } from "../batches/batch-receipt.ts";
import { parseBatchReceipt } from "../batches/batch-receipt.ts";
import { BatchReceiptFile, batchCode } from "../batches/batch-receipt-file.ts";
import { verifyBatchReceipt } from "../batches/verify-batch-receipt.ts";
import { type Finding, about } from "../packages/finding.ts";
import type { Pins } from "../packages/trust.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { type FileAtHand, type Report, keysFor, report } from "./check-receipt.ts";

/** Thousands of files, told by the agency and by the dock. */
export const MAX_BATCH_BYTES = 16 << 20;

/** A file somebody holds, by the name it has there. */
export interface NamedFile extends FileAtHand {
  readonly name: string;
}

export interface BatchQuestion {
  /** Held against the receipt by digest and size; null: none. */
  readonly files: readonly NamedFile[] | null;
  /** The text of a code that was photographed at the dock; null: none. */
  readonly code: string | null;
}

export type BatchReport = Report<BatchReceiptStatement>;

/** `bytes` as a batch receipt, or null if they are none. */
export function parseBatchFile(bytes: Uint8Array): BatchReceiptFile | null {
  try {
    const bounds = { maxBytes: MAX_BATCH_BYTES, maxDepth: 2 };
    return BatchReceiptFile.parse(parseStrictJson(bytes, bounds));
  } catch {
    return null;
  }
}

/** Never throws on a hostile receipt. */
export async function checkBatchReceipt(
  deps: { readonly signatures: SignatureVerifier },
  file: BatchReceiptFile,
  pins: Pins,
  { files, code }: BatchQuestion,
): Promise<BatchReport> {
  const check = about("receipt", null);
  const keys = keysFor(pins, () => parseBatchReceipt(file.statement).ledger.origin);
  if ("missing" in keys) return report([about("trust", null).open(keys.missing)]);
  const verdict = await verifyBatchReceipt(deps, file, keys);
  if (!verdict.valid) {
    return report([check.failed("packages/receipt-invalid", { why: verdict.reason })]);
  }
  const { statement } = verdict;
  const { batchId, camera, ledger, counts, sequence } = statement;
  const valid = check.passed("packages/batch-receipt-valid", {
    ...{ batchId, camera: camera.name, ledger: ledger.origin, index: ledger.index, ...counts },
    ...{ missingNumbers: sequence.missingCount, tail: sequence.tail },
  });
  const codeFindings = code === null ? [] : [codeFinding(file, code)];
  const fileFindings = files === null ? [] : findingsOf(statement, files);
  return report([valid, ...codeFindings, ...fileFindings], statement);
}

function codeFinding(file: BatchReceiptFile, code: string): Finding {
  const check = about("receipt", null);
  return batchCode(file.statement) === code.trim()
    ? check.passed("packages/code-of-this-receipt")
    : check.failed("packages/code-of-another-receipt");
}

/** One finding over all files that may be deleted, and one for each that may not; without files nothing is decided. */
function findingsOf(statement: BatchReceiptStatement, files: readonly NamedFile[]): Finding[] {
  if (files.length === 0) return [about("media", null).open("packages/no-files-at-hand")];
  const key = (sha256: string | null, sizeBytes: string): string => `${sizeBytes} ${sha256}`;
  const proven = new Set(
    statement.files
      .filter(({ mayDeleteOnDevice }) => mayDeleteOnDevice)
      .map(({ deviceSha256, sizeBytes }) => key(deviceSha256, sizeBytes)),
  );
  const strange = files.filter((file) => !proven.has(key(file.sha256, String(file.sizeBytes))));
  const covered = files.length - strange.length;
  return [
    ...(covered === 0
      ? []
      : [about("media", null).passed("packages/files-of-this-batch", { files: covered })]),
    ...strange.map(({ name, sha256 }) =>
      about("media", name).failed("packages/file-not-proven-by-batch", { sha256 }),
    ),
  ];
}
