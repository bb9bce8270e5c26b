/**
 * Receipts: a signed statement that an original is sealed, and the proof that the ledger holds its
 * manifest. A camera may be wiped on a receipt that `verifyReceipt` finds valid, and on nothing less.
 */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId } from "../kernel/ids.ts";
import { Refusal, assert, isRefusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { leafText } from "../ledger/leaf.ts";
import { parseVerifierKey } from "../ledger/note.ts";
import { encodeProof, verifyProof } from "../ledger/tlog-proof.ts";
import type { Sealed } from "./seal-manifest.ts";
import type { Receipt } from "./seal-store.ts";
import type { ManifestSigner, SignatureVerifier } from "./signer.ts";

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Sha256);
const instant = z.iso.datetime({ precision: 3 }).transform((text) => text as UtcInstant);

const ReceiptStatement = z.strictObject({
  type: z.literal("holdfast/receipt/v1"),
  itemId: z.uuid().transform((text) => text as ItemId),
  deviceId: z.uuid().transform((text) => text as DeviceId),
  /** As announced by the device; data for people. */
  filename: z.string(),
  /** Decimal: no reader may round it. */
  sizeBytes: z.string().regex(/^(0|[1-9]\d{0,15})$/),
  /** What the device declared, or null. */
  deviceSha256: digest.nullable(),
  /** What was read back from the store. */
  serverSha256: digest,
  manifestSha256: digest,
  ledger: z.strictObject({ origin: z.string(), index: z.number().int().nonnegative() }),
  state: z.literal("sealed"),
  mayDeleteOnDevice: z.literal(true),
  sealedAt: instant,
  lockedUntil: instant,
});
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
  const statement = strictJsonLine({
    type: "holdfast/receipt/v1",
    itemId: item.id,
    deviceId: item.deviceId,
    filename: announced.filename,
    sizeBytes: String(item.sizeBytes),
    deviceSha256: announced.sha256,
    serverSha256: original.sha256,
    manifestSha256: sealed.manifestSha256,
    ledger: { origin, index },
    state: "sealed",
    mayDeleteOnDevice: true,
    sealedAt,
    lockedUntil: sealed.lockedUntil,
  });
  parseReceiptStatement(statement);
  const signature = await signer.sign(Buffer.from(statement));
  return { statement, signature, proof: encodeProof({ index, inclusion, note: head.note }) };
}

export type ReceiptVerdict =
  | { readonly valid: true; readonly statement: ReceiptStatement }
  | { readonly valid: false; readonly reason: string };

/**
 * For devices and their docks. Valid: this agency says so, and its ledger cannot take it back. The caller
 * still compares `serverSha256` and `sizeBytes` with its own file, and pins both keys beforehand.
 * Never throws on a hostile receipt.
 */
export async function verifyReceipt(
  { signatures }: { readonly signatures: SignatureVerifier },
  receipt: Receipt,
  rootCertificatePem: string,
  ledgerVerifierKey: string,
): Promise<ReceiptVerdict> {
  const bytes = Buffer.from(receipt.statement);
  const signed = await signatures.verify(bytes, receipt.signature, rootCertificatePem);
  if (!signed.valid) return { valid: false, reason: signed.reason };
  const verifier = parseVerifierKey(ledgerVerifierKey);
  if (verifier === null) return { valid: false, reason: "ledger/bad-verifier-key" };
  try {
    const statement = parseReceiptStatement(receipt.statement);
    const { itemId, manifestSha256, ledger } = statement;
    const leaf = leafText({ type: "clip", itemId, manifestSha256 });
    const { index, checkpoint } = verifyProof(receipt.proof, leaf, verifier);
    return index === ledger.index && checkpoint.origin === ledger.origin
      ? { valid: true, statement }
      : { valid: false, reason: "sealing/other-ledger-place" };
  } catch (error) {
    if (isRefusal(error)) return { valid: false, reason: error.code };
    throw error;
  }
}
