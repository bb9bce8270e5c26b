/** Judges receipts by the pinned root and ledger key alone; nothing that the server says about itself counts. */
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { isOrigin } from "../ledger/checkpoint.ts";
import { parseVerifierKey, verifierKey } from "../ledger/note.ts";
import { verifierFor } from "../ledger/pinned-keys.ts";
import { parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
import { receiptIn } from "../sealing/receipt-file.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import type { CheckReceipt } from "./ports.ts";

export interface DockPins {
  readonly rootCertificatePem: string;
  /** C2SP verifier key of one of the agency's logs, e.g. "demo/2026+…". */
  readonly ledgerKey: string;
}

export function receiptChecker(signatures: SignatureVerifier, pins: DockPins): CheckReceipt {
  const pinned = parseVerifierKey(pins.ledgerKey.trim());
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
  return async (file) => {
    try {
      const { ledger, sealedAt, ...stated } = parseReceiptStatement(file.statement);
      const log = verifierFor(ledger.origin, [pinned]);
      if (log === null) return { valid: false, problem: "ledger-not-pinned" };
      const key = verifierKey(log.name, log.key);
      const verdict = await verifyReceipt(
        { signatures },
        receiptIn(file),
        pins.rootCertificatePem,
        key,
      );
      return verdict.valid
        ? { valid: true, stated: { ...stated, sealedAt } }
        : { valid: false, problem: "receipt-invalid" };
    } catch (error) {
      if (isRefusal(error)) return { valid: false, problem: "receipt-invalid" };
      throw error;
    }
  };
}
