/** Judges receipts by the pinned root and ledger key alone; nothing that the server says about itself counts. */
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { isOrigin, openCheckpoint } from "../ledger/checkpoint.ts";
import { parseVerifierKey, verifierKey } from "../ledger/note.ts";
import { verifierFor } from "../ledger/pinned-keys.ts";
import { parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
import { receiptIn } from "../sealing/receipt-file.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { parseBatchReceipt } from "../batches/batch-receipt.ts";
import { verifyBatchReceipt } from "../batches/verify-batch-receipt.ts";
import type { OpenAnchor } from "./anchor.ts";
import type { CheckBatch, CheckReceipt } from "./ports.ts";

export interface DockPins {
  readonly rootCertificatePem: string;
  /** C2SP verifier key of one of the agency's logs, e.g. "demo/2026+…". */
  readonly ledgerKey: string;
}

/** Both kinds of receipt, and checkpoints, judged under the same pins. @throws Refusal invalid "ledger/bad-verifier-key". */
export function receiptCheckers(
  signatures: SignatureVerifier,
  { rootCertificatePem, ledgerKey }: DockPins,
): {
  readonly checkReceipt: CheckReceipt;
  readonly checkBatch: CheckBatch;
  readonly openAnchor: OpenAnchor;
} {
  const pinned = parseVerifierKey(ledgerKey.trim());
  if (pinned === null || !isOrigin(pinned.name)) {
    throw new Refusal(
      "invalid",
      "ledger/bad-verifier-key",
      "the pinned ledger key is no verifier key",
      {
        fix: "Give the ledger's verifier key as the agency published it.",
      },
    );
  }
  const keyOf = (origin: string): string | null => {
    const log = verifierFor(origin, [pinned]);
    return log === null ? null : verifierKey(log.name, log.key);
  };
  return {
    openAnchor: (note) => {
      const [origin = ""] = note.split("\n", 1);
      const log = verifierFor(origin, [pinned]);
      try {
        return log === null ? null : openCheckpoint(note, log);
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
    checkReceipt: orInvalid({ valid: false, problem: "receipt-invalid" }, async (file) => {
      const { ledger, sealedAt, ...stated } = parseReceiptStatement(file.statement);
      const key = keyOf(ledger.origin);
      if (key === null) return { valid: false, problem: "ledger-not-pinned" };
      const receipt = receiptIn(file);
      const verdict = await verifyReceipt({ signatures }, receipt, rootCertificatePem, key);
      return verdict.valid
        ? { valid: true, stated: { ...stated, sealedAt } }
        : { valid: false, problem: "receipt-invalid" };
    }),
    checkBatch: orInvalid({ valid: false }, async (file) => {
      const ledgerVerifierKey = keyOf(parseBatchReceipt(file.statement).ledger.origin);
      if (ledgerVerifierKey === null) return { valid: false };
      const keys = { rootCertificatePem, ledgerVerifierKey };
      return verifyBatchReceipt({ signatures }, file, keys);
    }),
  };
}

/** What cannot even be read is invalid. */
const orInvalid =
  <File, Verdict>(invalid: Verdict, judge: (file: File) => Promise<Verdict>) =>
  async (file: File): Promise<Verdict> => {
    try {
      return await judge(file);
    } catch (error) {
      if (isRefusal(error)) return invalid;
      throw error;
    }
  };
