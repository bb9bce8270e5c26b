/** Judges receipts by the pinned root and ledger key alone; nothing that the server says about itself counts. */
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { isOrigin } from "../ledger/checkpoint.ts";
import { type NoteVerifier, parseVerifierKey, verifierKey } from "../ledger/note.ts";
import { parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
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
  return async ({ statement, signature, proof }) => {
    try {
      const { ledger, sealedAt, ...stated } = parseReceiptStatement(statement);
      const key = keyOf(ledger.origin, pinned);
      if (key === null) return { valid: false, problem: "ledger-not-pinned" };
      const receipt = { statement, signature: Buffer.from(signature, "base64"), proof };
      const verdict = await verifyReceipt({ signatures }, receipt, pins.rootCertificatePem, key);
      return verdict.valid
        ? { valid: true, stated: { ...stated, sealedAt } }
        : { valid: false, problem: "receipt-invalid" };
    } catch (error) {
      if (isRefusal(error)) return { valid: false, problem: "receipt-invalid" };
      throw error;
    }
  };
}

/** An agency has one log a year under one key: the pinned key vouches for each of its years, and no other log. */
function keyOf(origin: string, { name, key }: NoteVerifier): string | null {
  const agency = name.split("/")[0] ?? "";
  return isOrigin(origin) && origin.startsWith(`${agency}/`) ? verifierKey(origin, key) : null;
}
