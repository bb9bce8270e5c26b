/**
 * Receipts: a signed statement that an original is sealed, and the proof that the ledger holds its
 * manifest. A camera may be wiped on a receipt that `verifyReceipt` finds valid and that says so, and on nothing less.
 */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import { deviceField, digestField, instantField, itemField, sizeField } from "../kernel/fields.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { encodeProof } from "../ledger/tlog-proof.ts";
import { provenBy } from "./manifest.ts";
import type { Sealed } from "./seal-manifest.ts";
import type { Receipt } from "./seal-store.ts";
import type { ManifestSigner, SignatureVerifier } from "./signer.ts";
import { type SignedVerdict, verifySigned } from "./verify-signed.ts";

export const ReceiptStatement = z
  .strictObject({
    type: z.literal("holdfast/receipt/v1"),
    itemId: itemField,
    deviceId: deviceField,
    /** As announced by the device; data for people. */
    filename: z.string(),
    sizeBytes: sizeField,
    /** What the device declared, or null. */
    deviceSha256: digestField.nullable(),
    /** What was read back from the store; with `provenBy`, what was received and the store's own checksum names. */
    serverSha256: digestField,
    provenBy,
    manifestSha256: digestField,
    ledger: z.strictObject({ origin: z.string(), index: z.number().int().nonnegative() }),
    state: z.literal("sealed"),
    /** False where the original was not read back: who goes by that knows what `provenBy` means. */
    mayDeleteOnDevice: z.boolean(),
    sealedAt: instantField,
    lockedUntil: instantField,
  })
  .refine(
    ({ provenBy: unread, mayDeleteOnDevice }) => mayDeleteOnDevice === (unread === undefined),
  );
export type ReceiptStatement = z.infer<typeof ReceiptStatement>;

/** @throws Refusal invalid "sealing/bad-receipt". */
export function parseReceiptStatement(statement: string): ReceiptStatement {
  try {
    return ReceiptStatement.parse(parseStrictJson(Buffer.from(statement)));
  } catch (cause) {
    throw new Refusal("invalid", "sealing/bad-receipt", "this is no receipt", { cause });
  }
}

/** The receipt for `item`, which was sealed as `sealed` says. */
export async function writeReceipt(
  signer: ManifestSigner,
  item: EvidenceItem,
  sealed: Sealed,
  sealedAt: UtcInstant,
): Promise<Receipt> {
  const { original, announced } = item;
  assert(original !== null, "a receipt is for a verified original");
  assert(
    announced.sha256 === null || announced.sha256 === original.sha256,
    "a verified original has the digest its device declared",
  );
  const { origin, index, inclusion, head } = sealed.entered;
  const { provenBy: unread } = original;
  const statement = strictJsonLine({
    type: "holdfast/receipt/v1",
    itemId: item.id,
    deviceId: item.deviceId,
    filename: announced.filename,
    sizeBytes: String(item.sizeBytes),
    deviceSha256: announced.sha256,
    serverSha256: original.sha256,
    ...(unread === undefined ? {} : { provenBy: unread }),
    manifestSha256: sealed.manifestSha256,
    ledger: { origin, index },
    state: "sealed",
    mayDeleteOnDevice: unread === undefined,
    sealedAt,
    lockedUntil: sealed.lockedUntil,
  });
  parseReceiptStatement(statement);
  const signature = await signer.sign(Buffer.from(statement));
  return { statement, signature, proof: encodeProof({ index, inclusion, note: head.note }) };
}

export type ReceiptVerdict = SignedVerdict<ReceiptStatement>;

/**
 * For devices and their docks. Valid: this agency says so, and its ledger cannot take it back. The caller
 * still compares `serverSha256` and `sizeBytes` with its own file, and pins both keys beforehand.
 * Never throws on a hostile receipt.
 */
export const verifyReceipt = (
  deps: { readonly signatures: SignatureVerifier },
  receipt: Receipt,
  rootCertificatePem: string,
  ledgerVerifierKey: string,
): Promise<ReceiptVerdict> =>
  verifySigned(deps, receipt, { rootCertificatePem, ledgerVerifierKey }, (text) => {
    const statement = parseReceiptStatement(text);
    const { itemId, manifestSha256, ledger } = statement;
    return { statement, ledger, leaf: { type: "clip", itemId, manifestSha256 } };
  });
