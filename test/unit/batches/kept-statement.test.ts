/** What the database says a dock stated is held against the dock's signature before custody enters or signs anything. */
import { expect, it } from "vitest";
import type { KeptStatement } from "../../../services/batches/batch.ts";
import {
  BATCH_RECEIPT,
  type BatchReceiptStatement,
  countsOf,
  visitEnd,
  writeBatchReceipt,
} from "../../../services/batches/batch-receipt.ts";
import { type ReceiptBatchDeps, receiptBatch } from "../../../services/batches/receipt-batch.ts";
import { numberNames, reportSequence } from "../../../services/batches/sequence.ts";
import { closeBatch, openBatch } from "../../../services/batches/visit.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type BatchId, type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { MemoryBatchStore } from "../../fakes/batch-store.ts";
import {
  CAMERA,
  dockStatement,
  makeDockKey,
  signedStatement,
  statedFile,
} from "../../fixtures/docking.ts";
import { NOON } from "../../fixtures/evidence.ts";

const [KEY, OTHER] = [makeDockKey(), makeDockKey()];
const FILE = statedFile("CLIP0001.MP4", null, { how: "not-sent", reason: "unreadable" });
const REACHED = "the ledger was asked";

/** Asks custody for the receipt of a batch whose statement the database gives back changed. */
async function receiptOf(change: (kept: KeptStatement) => Partial<KeptStatement>) {
  const batches = new MemoryBatchStore();
  const uploads = { findEach: async () => [] };
  const deps = { batches, statementKeys: batches, uploads, clock: () => NOON };
  const [deviceId, id] = [newId<DeviceId>(), newId<BatchId>()];
  await openBatch(deps, deviceId, { id, camera: CAMERA, publicKey: KEY.base64 });
  const signed = signedStatement(KEY, dockStatement(KEY, [FILE], { batch: id }));
  const batch = await closeBatch(deps, deviceId, id, signed);
  const kept = batch.statement!;
  const forged = { ...batch, statement: { ...kept, ...change(kept) } };
  const store = { receipt: async () => null, get: async () => forged };
  const ledger = { enter: async () => Promise.reject(new Error(REACHED)) };
  return receiptBatch({ batches: store, ledger } as unknown as ReceiptBatchDeps, id);
}

it("as the dock signed it, it is entered", async () => {
  await expect(receiptOf(() => ({}))).rejects.toThrow(REACHED);
});

it.each<[string, (kept: KeptStatement) => Partial<KeptStatement>]>([
  ["another text", ({ text }) => ({ text: text.replace("CLIP", "CLAP") })],
  ["another digest", () => ({ sha256: sha256("another") })],
  ["another text with its digest", ({ text }) => digested(text.replace("CLIP", "CLAP"))],
  ["a signature with a bit changed", ({ signature }) => ({ signature: flipped(signature) })],
  ["another key", () => ({ key: OTHER })],
  ["another key under the digest", ({ key }) => ({ key: { ...key, spki: OTHER.spki } })],
  ["no key at all", ({ key }) => ({ key: { ...key, spki: Buffer.from("no key") } })],
  ["openings of something else", () => ({ openings: "" })],
  ["another batch's statement", () => ofAnother(KEY)],
  ["another batch's statement under another key", () => ({ ...ofAnother(OTHER), key: OTHER })],
])("%s makes no receipt and no entry", async (_what, change) => {
  await expect(receiptOf(change)).rejects.toMatchObject({
    ...{ kind: "tampered", code: "batches/statement-differs" },
  });
});

const DIGEST = sha256("any");
/** Of a visit in which nothing was found. */
const nothingFound = (id: BatchId): BatchReceiptStatement => ({
  type: BATCH_RECEIPT,
  ...{ batchId: id, deviceId: newId<DeviceId>(), camera: { ...CAMERA, deviceId: null } },
  ...{ dockStatementSha256: DIGEST, dockKeySha256: DIGEST, ledger: { origin: "o", index: 0 } },
  ...{ openedAt: NOON, closedAt: NOON, issuedAt: NOON, clockOffsetMs: 0 },
  ...{ sequence: reportSequence(numberNames([]), null), counts: countsOf([]), files: [] },
});

it("a receipt that is there already is kept once more, whole: a batch that only lacks the mark of it is not due for ever", async () => {
  const id = newId<BatchId>();
  const statement = writeBatchReceipt(nothingFound(id));
  const receipt = { statement, signature: Buffer.alloc(1), proof: "" };
  const offered: unknown[] = [];
  const batches = {
    receipt: async () => receipt,
    receiptOnce: async (...kept: unknown[]) => (offered.push(kept), receipt),
  };
  const deps = { batches } as unknown as ReceiptBatchDeps;
  expect(await receiptBatch(deps, id)).toBe(receipt);
  expect(offered).toEqual([[id, receipt, "finished"]]);
});

it.each([
  [{}, {}, "finished"],
  [{ sealed: 2, duplicates: 1, mayDelete: 0 }, {}, "finished"],
  [{ quarantined: 1 }, {}, "lacking"],
  [{ notSent: 1 }, {}, "lacking"],
  [{}, { missingCount: 1 }, "lacking"],
] as const)("counts %j and numbers %j end a visit as %s", (counts, sequence, end) => {
  const none = nothingFound(newId<BatchId>());
  const found = { ...none.counts, ...counts };
  expect(visitEnd({ counts: found, sequence: { ...none.sequence, ...sequence } })).toBe(end);
});

function ofAnother(key: typeof KEY) {
  const { text, signature } = signedStatement(key, dockStatement(key, [FILE]));
  return { ...digested(text), signature };
}
const digested = (text: string) => ({ text, sha256: sha256(text) });
const flipped = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 9 ? byte ^ 1 : byte));
