/** BatchStore and StatementKeys on PostgreSQL keep the contract. */
import { expect, it } from "vitest";
import { PostgresBatchStore, createStatementKeys } from "../../infra/postgres/batch-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { createEventLine } from "../../infra/postgres/event-line.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { EVENT_TYPES } from "../../services/events/event-type.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type BatchId, type UploadId, newId } from "../../services/kernel/ids.ts";
import { numberNames, reportSequence } from "../../services/batches/sequence.ts";
import { type UploadEnd, batchStoreContract } from "../contract/batch-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { CAMERA, makeDockKey } from "../fixtures/docking.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { hideItem, recordsSight } from "../fixtures/hidden-item.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";

async function setEnd(db: Database, upload: UploadId, end: UploadEnd): Promise<void> {
  const stage = end === "sealed" || end === "quarantined" ? end : "received";
  const isItem = end !== "open" && end !== "expired";
  const state = isItem ? "received" : end;
  await db.updateTable("uploads").set({ state }).where("id", "=", upload).execute();
  await db.updateTable("items").set({ stage }).where("id", "=", upload).execute();
}

batchStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    ...{ batches: new PostgresBatchStore(db), keys: createStatementKeys(db) },
    addDevice: async (cameraName) => {
      const id = await addDevice(db);
      const named = {
        name: cameraName ?? id,
        kind: cameraName === undefined ? "dock" : "body_camera",
      } as const;
      await db.updateTable("devices").set(named).where("id", "=", id).execute();
      return id;
    },
    addUpload: async (deviceId, end) => {
      const id = newId<UploadId>();
      const item = receivedItem({ id, deviceId });
      await db
        .insertInto("uploads")
        .values({
          ...{
            id,
            device_id: deviceId,
            announced: JSON.stringify(item.announced),
            raw_metadata: "",
          },
          ...{ length_bytes: 5, offset_bytes: 5, state: "received", created_at: NOON },
          ...{ expires_at: NOON, fence: 1, owner: null, incoming: "null" },
        })
        .execute();
      if (end !== "open" && end !== "expired") await addItem(db, item);
      await setEnd(db, id, end);
      return id;
    },
    setEnd: (upload, end) => setEnd(db, upload, end),
  };
});

/** A closed batch that lists `uploads`. */
async function closedBatch(db: Database, uploads: readonly UploadId[] = []) {
  const store = new PostgresBatchStore(db);
  const [id, deviceId, key] = [newId<BatchId>(), await addDevice(db), makeDockKey()];
  await createStatementKeys(db).register(deviceId, key, NOON);
  const batch = { id, deviceId, camera: CAMERA, openedAt: NOON };
  await Promise.all([store.open(batch, 9), store.open(batch, 9)]);
  const [text, openings, signature] = ["{}\n", null, Buffer.alloc(64)];
  const statement = { text, openings, sha256: sha256(text), signature, key };
  const sequence = reportSequence(numberNames([]), null);
  const listed = { uploads, fileCount: uploads.length, lastSeen: null, sequence };
  await store.close(id, { at: NOON, statement, ...listed });
  return { store, id };
}
const receipt = { statement: "{}", signature: Buffer.alloc(1), proof: "" };

const told = async (db: Database, sight = recordsSight()) => {
  const line = createEventLine(db);
  const events = await line.between(sight, EVENT_TYPES, 0, await line.number());
  return events.map(({ type, batchId }) => [type, batchId]);
};

it("a batch stays due unless its receipt, the mark of it and what is told of it are kept together", async () => {
  const { db, pool } = await emptiedDatabase();
  const { store, id } = await closedBatch(db);
  const opened = ["batch.opened", id];
  await pool.query("ALTER TABLE batches ADD CONSTRAINT cut CHECK (receipted_at IS NULL)");
  try {
    await expect(store.receiptOnce(id, receipt, "lacking")).rejects.toThrow("cut");
    expect(await store.receipt(id)).toBeNull();
    expect(await store.dueForReceipt(9)).toEqual([id]);
    expect(await told(db)).toEqual([opened]);
  } finally {
    await pool.query("ALTER TABLE batches DROP CONSTRAINT cut");
  }
  await Promise.all([1, 2].map(() => store.receiptOnce(id, receipt, "lacking")));
  expect(await store.dueForReceipt(9)).toEqual([]);
  expect(await told(db)).toEqual([opened, ["batch.lacking", id]]);
});

it("a batch that no statement came for is told once, and again as finished when it came after all", async () => {
  const { db } = await emptiedDatabase();
  const store = new PostgresBatchStore(db);
  const batch = { id: newId<BatchId>(), deviceId: await addDevice(db), camera: CAMERA };
  await store.open({ ...batch, openedAt: NOON }, 9);
  const later = plusMs(NOON, 1);
  const left = await Promise.all([store.leaveOpen(later, later), store.leaveOpen(later, later)]);
  expect(left.toSorted()).toEqual([0, 1]);
  await store.receiptOnce(batch.id, receipt, "finished");
  expect((await told(db)).map(([type]) => type)).toEqual([
    ...["batch.opened", "batch.left-open", "batch.finished"],
  ]);
});

it("who may not know of something that a dock listed hears nothing of its visit, as its list shows nothing", async () => {
  const { db } = await emptiedDatabase();
  const by = await addPerson(db);
  const items = [1, 2].map(async () => {
    const item = receivedItem({ deviceId: await addDevice(db) });
    await addItem(db, item);
    return item.id;
  });
  const [open, hidden] = await Promise.all(items);
  const [one, other] = [await closedBatch(db, [open!]), await closedBatch(db, [open!, hidden!])];
  const sight = recordsSight();
  const seen = async () => new Set((await told(db)).map(([, id]) => id));
  const listed = async () => new Set((await one.store.page(null, 9, sight)).map(({ id }) => id));
  expect(await seen()).toEqual(new Set([one.id, other.id]));
  await hideItem(new PostgresSecrecyStore(db), hidden!, by);
  await other.store.receiptOnce(other.id, receipt, "lacking");
  expect(await seen()).toEqual(new Set([one.id]));
  expect(await listed()).toEqual(await seen());
});
