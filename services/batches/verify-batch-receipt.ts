/** Judges a batch receipt under pinned keys: the agency's signature and the ledger's proof, the dock's signature, and that both tell of the same files. */
import { sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { strictBase64 } from "../ledger/note.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { type PinnedKeys, type SignedVerdict, verifySigned } from "../sealing/verify-signed.ts";
import { type BatchReceiptStatement, parseBatchReceipt } from "./batch-receipt.ts";
import type { BatchReceiptFile } from "./batch-receipt-file.ts";
import { isSignedBy, parseDockKey } from "./dock-key.ts";
import { type DockStatement, type StatementTexts, parseDockStatement } from "./dock-statement.ts";

export type BatchVerdict = SignedVerdict<BatchReceiptStatement>;

/** Never throws on a hostile receipt. */
export async function verifyBatchReceipt(
  deps: { readonly signatures: SignatureVerifier },
  file: BatchReceiptFile,
  keys: PinnedKeys,
): Promise<BatchVerdict> {
  const signature = strictBase64(file.signature);
  if (signature === null) return { valid: false, reason: "batches/bad-receipt" };
  const receipt = { statement: file.statement, signature, proof: file.proof };
  const verdict = await verifySigned(deps, receipt, keys, (text) => {
    const statement = parseBatchReceipt(text);
    const { batchId, dockStatementSha256: statementSha256, ledger } = statement;
    return { statement, ledger, leaf: { type: "batch", batchId, statementSha256 } };
  });
  if (!verdict.valid) return verdict;
  const reason = dockFault(file, verdict.statement);
  return reason === null ? verdict : { valid: false, reason };
}

function dockFault(file: BatchReceiptFile, said: BatchReceiptStatement): string | null {
  try {
    const key = parseDockKey(file.dockKey);
    const signature = strictBase64(file.dockSignature);
    if (
      sha256(file.dockStatement) !== said.dockStatementSha256 ||
      key.sha256 !== said.dockKeySha256
    )
      return "batches/receipt-of-other-statement";
    if (signature === null || !isSignedBy(file.dockStatement, signature, key))
      return "batches/bad-signature";
    return isAbout(said, parseDockStatement(textsIn(file)))
      ? null
      : "batches/receipt-of-other-statement";
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

const textsIn = ({ dockStatement, dockOpenings }: BatchReceiptFile): StatementTexts => ({
  text: dockStatement,
  openings: dockOpenings ?? null,
});

/** Same batch, camera and key, and file for file the same names, sizes and digests. */
const isAbout = (said: BatchReceiptStatement, stated: DockStatement): boolean =>
  stated.batch === said.batchId &&
  stated.keySha256 === said.dockKeySha256 &&
  stated.camera.name === said.camera.name &&
  stated.camera.serial === said.camera.serial &&
  stated.files.length === said.files.length &&
  stated.files.every((file, at) => {
    const outcome = said.files[at];
    return (
      outcome?.name === file.name &&
      outcome.sizeBytes === file.sizeBytes &&
      outcome.deviceSha256 === file.sha256
    );
  });
