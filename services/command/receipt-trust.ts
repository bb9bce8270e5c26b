/** By which keys `push` judges receipts, and how. */
import { access, readFile } from "node:fs/promises";
import { isRefusal } from "../kernel/refusal.ts";
import { parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
import { type ReceiptFile, receiptIn } from "../sealing/receipt-file.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { apiClient } from "./api-client.ts";
import { localLedgerKey } from "./box-keys.ts";
import type { DataFolder } from "./data-folder.ts";
import { boxFiles } from "./process-environment.ts";
import type { ReceiptVerdict, Trust } from "./push.ts";
import type { GivenTrust } from "./verb-deps.ts";

/** What is named wins; then this box's own files; then, and it is said, what the service itself shows. */
export async function trustOf(folder: DataFolder, url: string, given: GivenTrust): Promise<Trust> {
  const isLocal = await access(boxFiles(folder).rootCertificate).then(
    () => true,
    () => false,
  );
  const service = apiClient(url, null);
  const rootPem =
    given.root !== undefined
      ? await readFile(given.root, "utf8")
      : isLocal
        ? await readFile(boxFiles(folder).rootCertificate, "utf8")
        : await service.text("/api/v1/root.pem");
  const fetched = !isLocal && (given.root === undefined || given.ledgerKey === undefined);
  const ledgerKey = async (origin: string): Promise<string> => {
    if (given.ledgerKey !== undefined) return given.ledgerKey;
    return isLocal ? localLedgerKey(folder, origin) : (await service.text("/ledger/key")).trim();
  };
  return { rootPem, ledgerKey, fetched };
}

/** Never throws for a receipt that does not hold: that is its verdict. */
export async function checkReceipt(
  deps: { readonly signatures: SignatureVerifier },
  file: ReceiptFile,
  { rootPem, ledgerKey }: Trust,
): Promise<ReceiptVerdict> {
  let origin: string;
  try {
    origin = parseReceiptStatement(file.statement).ledger.origin;
  } catch (error) {
    return { valid: false, reason: isRefusal(error) ? error.code : "sealing/bad-receipt" };
  }
  const verdict = await verifyReceipt(deps, receiptIn(file), rootPem, await ledgerKey(origin));
  if (!verdict.valid) return verdict;
  const { itemId, serverSha256, sizeBytes, mayDeleteOnDevice, ledger } = verdict.statement;
  return {
    valid: true,
    itemId,
    serverSha256,
    sizeBytes: Number(sizeBytes),
    mayDeleteOnDevice,
    ledger,
  };
}
