/** BatchStore and StatementKeys on PostgreSQL keep the contract. */
import { expect, it } from "vitest";
import { PostgresBatchStore, createStatementKeys } from "../../infra/postgres/batch-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type BatchId, type UploadId, newId } from "../../services/kernel/ids.ts";
import { numberNames, reportSequence } from "../../services/batches/sequence.ts";
import { type UploadEnd, batchStoreContract } from "../contract/batch-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { CAMERA, makeDockKey } from "../fixtures/docking.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

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

it("a batch stays due unless its receipt and the mark of it are kept together", async () => {
  const { db, pool } = await emptiedDatabase();
  const store = new PostgresBatchStore(db);
  const [id, deviceId, key] = [newId<BatchId>(), await addDevice(db), makeDockKey()];
  await createStatementKeys(db).register(deviceId, key, NOON);
  await store.open({ id, deviceId, camera: CAMERA, openedAt: NOON }, 9);
  const [text, openings, signature] = ["{}\n", null, Buffer.alloc(64)];
  const statement = { text, openings, sha256: sha256(text), signature, key };
  const sequence = reportSequence(numberNames([]), null);
  const none = { uploads: [], fileCount: 0, lastSeen: null, sequence };
  await store.close(id, { at: NOON, statement, ...none });
  const receipt = { statement: "{}", signature: Buffer.alloc(1), proof: "" };
  await pool.query("ALTER TABLE batches ADD CONSTRAINT cut CHECK (receipted_at IS NULL)");
  try {
    await expect(store.receiptOnce(id, receipt)).rejects.toThrow("cut");
    expect(await store.receipt(id)).toBeNull();
    expect(await store.dueForReceipt(9)).toEqual([id]);
  } finally {
    await pool.query("ALTER TABLE batches DROP CONSTRAINT cut");
  }
  await store.receiptOnce(id, receipt);
  expect(await store.dueForReceipt(9)).toEqual([]);
});
