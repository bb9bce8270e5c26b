/** What every receipt is judged by: the agency's signature over its statement, and the ledger's proof of what it names. */
import { isRefusal } from "../kernel/refusal.ts";
import { type Leaf, leafText } from "../ledger/leaf.ts";
import { parseVerifierKey } from "../ledger/note.ts";
import { verifyProof } from "../ledger/tlog-proof.ts";
import type { Receipt } from "./seal-store.ts";
import type { SignatureVerifier } from "./signer.ts";

export type SignedVerdict<Statement> =
  | { readonly valid: true; readonly statement: Statement }
  | { readonly valid: false; readonly reason: string };

/** Keys that came another way than the receipt. */
export interface PinnedKeys {
  readonly rootCertificatePem: string;
  /** C2SP verifier key of the log that the receipt names. */
  readonly ledgerVerifierKey: string;
}

/** What a statement says, and which leaf of which log must prove it. */
export interface Read<Statement> {
  readonly statement: Statement;
  readonly ledger: { readonly origin: string; readonly index: number };
  readonly leaf: Leaf;
}

/** `read` may refuse a text that the agency signed as something else. Never throws on a hostile receipt. */
export async function verifySigned<Statement>(
  { signatures }: { readonly signatures: SignatureVerifier },
  receipt: Receipt,
  { rootCertificatePem, ledgerVerifierKey }: PinnedKeys,
  read: (statement: string) => Read<Statement>,
): Promise<SignedVerdict<Statement>> {
  const bytes = Buffer.from(receipt.statement);
  const signed = await signatures.verify(bytes, receipt.signature, rootCertificatePem);
  if (!signed.valid) return { valid: false, reason: signed.reason };
  const verifier = parseVerifierKey(ledgerVerifierKey);
  if (verifier === null) return { valid: false, reason: "ledger/bad-verifier-key" };
  try {
    const { statement, ledger, leaf } = read(receipt.statement);
    const { index, checkpoint } = verifyProof(receipt.proof, leafText(leaf), verifier);
    return index === ledger.index && checkpoint.origin === ledger.origin
      ? { valid: true, statement }
      : { valid: false, reason: "sealing/other-ledger-place" };
  } catch (error) {
    if (isRefusal(error)) return { valid: false, reason: error.code };
    throw error;
  }
}
