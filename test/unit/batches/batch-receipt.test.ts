/** Batch receipts: made once whatever fails, true about every file, and refused as soon as anything in them is another. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type BatchId, type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import type { Batch } from "../../../services/batches/batch.ts";
import { parseBatchReceipt, writeBatchReceipt } from "../../../services/batches/batch-receipt.ts";
import {
  type BatchReceiptFile,
  batchCode,
  batchReceiptFile,
} from "../../../services/batches/batch-receipt-file.ts";
import type { StatedFile } from "../../../services/batches/dock-statement.ts";
import { type ReceiptBatchDeps, receiptBatch } from "../../../services/batches/receipt-batch.ts";
import { verifyBatchReceipt } from "../../../services/batches/verify-batch-receipt.ts";
import { closeBatch, openBatch } from "../../../services/batches/visit.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { checkBatchReceipt, parseBatchFile } from "../../../services/verifier/check-batch.ts";
import { BatchReceipts } from "../../../workers/custody/receipt-batches.ts";
import { MemoryBatchStore } from "../../fakes/batch-store.ts";
import { FailingCalls } from "../../fakes/failing-calls.ts";
import {
  CAMERA,
  dockStatement,
  makeDockKey,
  signedStatement,
  statedFile,
} from "../../fixtures/docking.ts";
import { NOON, receivedItem } from "../../fixtures/evidence.ts";
import { remembering } from "../../fixtures/remembering-verifier.ts";
import { SealingHouse } from "../../fixtures/sealing-house.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

const signatures = remembering(cmsVerifier);
const KEY = makeDockKey();
const DOCK = newId<DeviceId>();
const bytesOf = (name: string): Buffer => Buffer.from(name.padEnd(20, "."));
/** What a file of these bytes is stated as. */
const stated = (
  name: string,
  upload: ItemId | null,
  changes: Partial<StatedFile> = {},
): StatedFile =>
  statedFile(name, upload, { sizeBytes: "20", sha256: sha256(bytesOf(name)), ...changes });

let authority: Authority;
let house: SealingHouse;
let batches: MemoryBatchStore;
beforeAll(async () => {
  authority = await makeAuthority();
  house = await SealingHouse.open(authority);
  batches = new MemoryBatchStore();
});
afterAll(() => authority.remove());

async function sealed(name: string, duplicateOf: ItemId | null = null): Promise<ItemId> {
  const { id } = await house.verified(bytesOf(name), { duplicateOf });
  await sealOriginal(house.process(), id);
  return id;
}

async function quarantined(): Promise<ItemId> {
  const item = receivedItem({
    stage: "quarantined",
    quarantineReason: "ingest/declared-digest-differs",
  });
  house.items.add(item);
  await house.items.record(item.id, {
    ...{ at: item.receivedAt, actor: "process:custody" },
    happening: { kind: "quarantined", data: { sha256: sha256("other bytes") } },
  });
  return item.id;
}

async function closed(files: readonly StatedFile[]): Promise<Batch> {
  const deps = {
    ...{ batches, statementKeys: batches, clock: house.clock },
    uploads: { findEach: async (ids: readonly ItemId[]) => ids.map((id) => ({ id }) as never) },
  };
  const id = newId<BatchId>();
  await openBatch(deps, DOCK, { id, camera: CAMERA, publicKey: KEY.base64 });
  const statement = signedStatement(KEY, dockStatement(KEY, files, { batch: id }));
  return closeBatch(deps, DOCK, id, statement);
}

function custody(calls = new FailingCalls(new Map())): ReceiptBatchDeps {
  const process = house.process(calls);
  return { ...process, seals: house.seals, batches: calls.wrap(batches) };
}

const keys = () => ({ rootCertificatePem: authority.rootPem, ledgerVerifierKey: house.ledgerKey });
const judge = (file: BatchReceiptFile) => verifyBatchReceipt({ signatures }, file, keys());

describe("a batch receipt", () => {
  it("says of every file what became of it, and what may be deleted", async () => {
    const [one, two] = [await sealed("one"), await sealed("two")];
    const again = await sealed("one", one);
    const bad = await quarantined();
    const batch = await closed([
      stated("one", one),
      stated("two", two, { how: "known" }),
      stated("one", again),
      stated("mismatch", bad),
      stated("mismatch", bad, { how: "not-sent", reason: "quarantined" }),
      stated("unread", null, { how: "not-sent", reason: "unreadable", sha256: null }),
      stated("lost", newId<ItemId>()),
      // The dock states other bytes than it sent: sealed, and yet no proof for what it holds.
      stated("three", one),
      stated("one", one, { sizeBytes: "21" }),
    ]);
    const receipt = await receiptBatch(custody(), batch.id);
    const said = parseBatchReceipt(receipt.statement);
    expect(
      said.files.map(({ state, item, mayDeleteOnDevice, reason }) => [
        state,
        item,
        mayDeleteOnDevice,
        reason,
      ]),
    ).toEqual([
      ["sealed", one, true, null],
      ["duplicate-of", two, true, null],
      ["duplicate-of", again, true, null],
      ["quarantined", bad, false, "ingest/declared-digest-differs"],
      ["quarantined", bad, false, "ingest/declared-digest-differs"],
      ["not-sent", null, false, "unreadable"],
      ["not-sent", null, false, "upload-ended"],
      ["sealed", one, false, null],
      ["sealed", one, false, null],
    ]);
    const place = said.files[0]!.ledger;
    expect(said.files[2]!.duplicateOf).toEqual({ item: one, ledger: place });
    expect(said.files[1]!.duplicateOf).toEqual({ item: two, ledger: said.files[1]!.ledger });
    expect(said.files[3]).toMatchObject({ serverSha256: sha256("other bytes") });
    expect(said.counts).toEqual({
      ...{ found: 9, sealed: 3, duplicates: 2, quarantined: 2, notSent: 2, mayDelete: 3 },
    });
    expect(said).toMatchObject({ batchId: batch.id, deviceId: DOCK, camera: CAMERA });
    expect(await judge(batchReceiptFile(batch, receipt))).toMatchObject({ valid: true });
  });

  it("is made once, wherever the work fails, and whether that was heard or not", async () => {
    const files = [stated("cut", await sealed("cut"))];
    const counted = new FailingCalls(new Map());
    await receiptBatch(custody(counted), (await closed(files)).id);
    expect(counted.calls.length).toBeGreaterThan(12);
    for (const kind of ["fail", "fail-but-persist"] as const) {
      for (const at of counted.calls.keys()) {
        const batch = await closed(files);
        const deps = custody(new FailingCalls(new Map([[at, kind]])));
        await expect(receiptBatch(deps, batch.id)).rejects.toThrow("injected");
        const kept = await batches.receipt(batch.id);
        // The process's next life; another process would be fenced out.
        const again = custody();
        const both = await Promise.all([1, 2].map(() => receiptBatch(again, batch.id)));
        for (const receipt of both)
          expect(receipt).toEqual(kept ?? (await batches.receipt(batch.id)));
        const file = batchReceiptFile(batch, both[0]!);
        expect(await judge(file), `${kind} at ${counted.calls[at]}`).toMatchObject({ valid: true });
      }
    }
    const entries = await house.log.ledger.entries("haikou/2026", 0, Infinity);
    const leaves = entries.map(({ leaf }) => leaf);
    expect(new Set(leaves).size).toBe(leaves.length);
  }, 60_000);

  it("that cannot be made now stops no other, and is tried again after a while", async () => {
    const own = (batches = new MemoryBatchStore());
    // More of them than one round takes.
    const broken: BatchId[] = [];
    while (broken.length < 20) broken.push((await closed([])).id);
    const sound = await closed([]);
    const deps = custody();
    let [isDown, now] = [true, NOON];
    const ledger = {
      enter: (leaf: string) =>
        isDown && broken.some((id) => leaf.includes(id))
          ? Promise.reject(new Error("no"))
          : deps.ledger.enter(leaf),
    };
    const receipts = new BatchReceipts({ ...deps, ledger, clock: () => now });
    const { signal } = new AbortController();
    const rounds = [...(await receipts.round(signal)), ...(await receipts.round(signal))];
    const failed = rounds.flatMap(({ batchId, error }) => (error === undefined ? [] : batchId));
    expect(failed.sort()).toEqual([...broken].sort());
    expect(await own.receipt(sound.id)).not.toBeNull();
    expect(await receipts.round(signal)).toEqual([]);
    isDown = false;
    now = plusMs(now, 60_000);
    await receipts.round(signal);
    await receipts.round(signal);
    expect(await own.dueForReceipt(99)).toEqual([]);
  });
});

describe("anything changed is refused:", () => {
  let file: BatchReceiptFile;
  let other: BatchReceiptFile;
  beforeAll(async () => {
    const make = async (name: string) => {
      const batch = await closed([stated(name, await sealed(name))]);
      return batchReceiptFile(batch, await receiptBatch(custody(), batch.id));
    };
    [file, other] = [await make("CLIP0001.MP4"), await make("CLIP0002.MP4")];
  });

  it("every byte of every part", async () => {
    expect(await judge(file)).toMatchObject({ valid: true });
    for (const part of ["statement", "proof", "dockStatement"] as const) {
      const bytes = Buffer.from(file[part]);
      for (let at = 0; at < bytes.byteLength; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= at % 2 === 0 ? 1 : 0x20;
        const verdict = await judge({ ...file, [part]: changed.toString("utf8") });
        expect(verdict.valid, `${part} byte ${at}`).toBe(false);
      }
    }
    for (const part of ["signature", "dockSignature", "dockKey"] as const) {
      const bytes = Buffer.from(file[part], "base64");
      for (let at = 0; at < bytes.byteLength; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 0x10;
        const verdict = await judge({ ...file, [part]: changed.toString("base64") });
        expect(verdict.valid, `${part} byte ${at}`).toBe(false);
      }
    }
  }, 60_000);

  it("parts of two receipts, another dock's signature, other keys", async () => {
    for (const part of [
      "statement",
      "signature",
      "proof",
      "dockStatement",
      "dockSignature",
    ] as const) {
      expect((await judge({ ...file, [part]: other[part] })).valid, part).toBe(false);
    }
    const strange = await judge({ ...file, dockKey: makeDockKey().base64 });
    expect(strange).toMatchObject({ reason: "batches/receipt-of-other-statement" });
  });

  it("what the agency would have to sign wrongly: unproven deletion, wrong counts", () => {
    const said = parseBatchReceipt(file.statement);
    const [first] = said.files;
    const unproven = [
      { ...first!, ledger: null },
      { ...first!, serverSha256: sha256("other") },
      { ...first!, state: "quarantined" as const },
      { ...first!, state: "not-sent" as const },
    ];
    for (const outcome of unproven) {
      expect(() => writeBatchReceipt({ ...said, files: [outcome] })).toThrow("no batch receipt");
    }
    const miscounted = { ...said, counts: { ...said.counts, mayDelete: 0 } };
    expect(() => writeBatchReceipt(miscounted)).toThrow("no batch receipt");
  });

  it("by the verifier, which tells files by digest and codes by text", async () => {
    const pins = { rootCertificatePem: authority.rootPem, ledgerKeys: house.ledgerKey };
    const check = (
      question: object = {},
      bytes: string = JSON.stringify(file),
      given: object = pins,
    ) =>
      checkBatchReceipt(
        { signatures: cmsVerifier },
        parseBatchFile(Buffer.from(bytes))!,
        given as typeof pins,
        { files: null, code: null, ...question },
      );
    const reasons = async (asked: ReturnType<typeof check>) =>
      (await asked).findings.map(({ verdict, reason, file: name }) =>
        [verdict, reason, name].join(" "),
      );
    expect(await check()).toMatchObject({ verdict: "PASSED" });
    const mine = { name: "a", sha256: sha256(bytesOf("CLIP0001.MP4")), sizeBytes: 20 };
    const code = batchCode(file.statement);
    expect(code).toMatch(/^holdfast-batch-1 haikou\/2026 [0-9a-f-]{36} [0-9a-f]{64} 1\/1\/0\/0$/);
    expect(await check({ files: [mine], code: `${code}\n` })).toMatchObject({ verdict: "PASSED" });
    const strange = { ...mine, name: "b", sizeBytes: 21 };
    expect(
      await reasons(check({ files: [mine, strange], code: batchCode(other.statement) })),
    ).toEqual([
      "PASSED packages/batch-receipt-valid ",
      "FAILED packages/code-of-another-receipt ",
      "PASSED packages/files-of-this-batch ",
      "FAILED packages/file-not-proven-by-batch b",
    ]);
    expect((await check({ files: [] })).verdict).toBe("INDETERMINATE");
    const open = { ...pins, rootCertificatePem: null };
    expect(await reasons(check({}, JSON.stringify(file), open))).toEqual([
      "INDETERMINATE packages/root-needed ",
    ]);
    for (const none of ["", "{}", "null", JSON.stringify({ ...file, more: 1 }), "PK\u0003\u0004"]) {
      expect(parseBatchFile(Buffer.from(none))).toBeNull();
    }
  });
});
