/** Use case: the receipt of a batch whose uploads have all come to an end. */
import type { Clock } from "../kernel/clock.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import type { BatchId, ItemId } from "../kernel/ids.ts";
import { assert, isRefusal } from "../kernel/refusal.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { leafText } from "../ledger/leaf.ts";
import { encodeProof } from "../ledger/tlog-proof.ts";
import { parseReceiptStatement } from "../sealing/receipt.ts";
import type { Ledger } from "../sealing/seal-manifest.ts";
import type { Receipt, SealStore } from "../sealing/seal-store.ts";
import type { ManifestSigner } from "../sealing/signer.ts";
import type { Batch } from "./batch.ts";
import {
  BATCH_RECEIPT,
  type BatchReceiptStatement,
  type Outcome,
  countsOf,
  parseBatchReceipt,
  visitEnd,
  writeBatchReceipt,
} from "./batch-receipt.ts";
import type { BatchStore } from "./batch-store.ts";
import type { DockStatement, StatedFile } from "./dock-statement.ts";
import { readStatement } from "./kept-statement.ts";

export interface ReceiptBatchDeps {
  readonly batches: BatchStore;
  readonly items: Pick<EvidenceStore, "get" | "custody">;
  readonly seals: Pick<SealStore, "receipt">;
  readonly ledger: Ledger;
  readonly signer: ManifestSigner;
  readonly clock: Clock;
}

/**
 * Makes the receipt of a batch that is due. May run twice, also at once: the ledger takes the statement's
 * leaf once, and the first receipt that is kept stays.
 * @throws Refusal tampered "batches/statement-differs"; whatever a store, the ledger or the signer meets; the batch then stays due.
 */
export async function receiptBatch(deps: ReceiptBatchDeps, id: BatchId): Promise<Receipt> {
  const kept = await deps.batches.receipt(id);
  // Of a process from before batches were marked: it is marked now.
  if (kept !== null)
    return deps.batches.receiptOnce(id, kept, visitEnd(parseBatchReceipt(kept.statement)));
  const batch = await deps.batches.get(id);
  assert(batch?.statement != null, "a batch that is due has a statement");
  const stated = readStatement(batch.id, batch.statement);
  const statementSha256 = batch.statement.sha256;
  const entered = await deps.ledger.enter(
    leafText({ type: "batch", batchId: id, statementSha256 }),
  );
  const { origin, index, inclusion, head } = entered;
  const files: Outcome[] = [];
  for (const file of stated.files) files.push(await outcomeOf(deps, file));
  const receipt = {
    ...described(batch, stated),
    ...{ ledger: { origin, index }, counts: countsOf(files), issuedAt: deps.clock(), files },
  };
  const statement = writeBatchReceipt(receipt);
  const signature = await deps.signer.sign(Buffer.from(statement));
  const proof = encodeProof({ index, inclusion, note: head.note });
  return deps.batches.receiptOnce(id, { statement, signature, proof }, visitEnd(receipt));
}

type Described = Omit<BatchReceiptStatement, "ledger" | "counts" | "issuedAt" | "files">;

function described(batch: Batch, stated: DockStatement): Described {
  const { statement, sequence, endedAt } = batch;
  assert(statement !== null && sequence !== null && endedAt !== null, "a closed batch is whole");
  return {
    type: BATCH_RECEIPT,
    ...{ batchId: batch.id, deviceId: batch.deviceId },
    camera: { ...batch.camera, deviceId: batch.cameraDeviceId },
    ...{ dockStatementSha256: statement.sha256, dockKeySha256: statement.key.sha256 },
    ...{ openedAt: batch.openedAt, closedAt: endedAt, sequence },
    clockOffsetMs: Date.parse(endedAt) - Date.parse(stated.clock.stated),
  };
}

async function outcomeOf(deps: ReceiptBatchDeps, file: StatedFile): Promise<Outcome> {
  const { name, sizeBytes, sha256: deviceSha256, upload, how } = file;
  const nothing: Outcome = {
    ...{ name, sizeBytes, deviceSha256, serverSha256: null, item: null, ledger: null },
    ...{ state: "not-sent", duplicateOf: null, reason: file.reason, mayDeleteOnDevice: false },
  };
  if (upload === null) return nothing;
  const item = await itemOf(deps, upload);
  if (item?.stage === "quarantined") {
    const [serverSha256, reason] = [await digestFound(deps, upload), item.quarantineReason];
    return { ...nothing, state: "quarantined", item: item.id, serverSha256, reason };
  }
  if (how === "not-sent") return nothing;
  const ledger = await placeOf(deps, upload);
  // An upload that ended before it was whole.
  if (item?.original == null || ledger === null) return { ...nothing, reason: "upload-ended" };
  const serverSha256 = item.original.sha256;
  // What was found there already is its own original; what was sent may have an older one.
  const older = how === "known" ? item.id : item.duplicateOf;
  const isSame = serverSha256 === deviceSha256 && String(item.sizeBytes) === sizeBytes;
  return {
    ...{ name, sizeBytes, deviceSha256, serverSha256, item: item.id, ledger, reason: null },
    state: older === null ? "sealed" : "duplicate-of",
    duplicateOf: older === null ? null : { item: older, ledger: await placeOf(deps, older) },
    mayDeleteOnDevice: isSame && item.original.provenBy === undefined,
  };
}

async function itemOf({ items }: ReceiptBatchDeps, id: ItemId): Promise<EvidenceItem | null> {
  try {
    return await items.get(id);
  } catch (error) {
    if (isRefusal(error, "evidence/no-such-item")) return null;
    throw error;
  }
}

/** Where the item's manifest stands, as its own receipt proves it; null without one. */
async function placeOf({ seals }: ReceiptBatchDeps, id: ItemId): Promise<Outcome["ledger"]> {
  const receipt = await seals.receipt(id);
  return receipt === null ? null : parseReceiptStatement(receipt.statement).ledger;
}

/** The digest of quarantined bytes, as custody recorded it. */
async function digestFound({ items }: ReceiptBatchDeps, id: ItemId): Promise<Sha256 | null> {
  const found = (await items.custody(id)).find(({ kind }) => kind === "quarantined");
  const digest = found?.data["sha256"];
  return typeof digest === "string" ? parseSha256(digest) : null;
}
