/** UploadStore on PostgreSQL keeps its contract. */
import { expect, it } from "vitest";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresQuotaStore } from "../../infra/postgres/quota-store.ts";
import { storedBytes } from "../../infra/postgres/stored-bytes.ts";
import { PostgresUploadStore } from "../../infra/postgres/upload-store.ts";
import { uploadStoreContract } from "../contract/upload-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { atMost, commitOf, openedUpload } from "../fixtures/uploads.ts";

uploadStoreContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  return {
    store: new PostgresUploadStore(pool),
    items: new PostgresEvidenceStore(db),
    quotas: new PostgresQuotaStore(db),
    addDevice: async (id) => {
      await addDevice(db, { id });
    },
    close: async () => undefined,
  };
});

it("makes a taker that waits for a commit see the offset that the commit made", async () => {
  const { db, pool } = await emptiedDatabase();
  const store = new PostgresUploadStore(pool);
  const upload = openedUpload();
  await addDevice(db, { id: upload.deviceId });
  await store.create(upload, atMost(1), null);
  const committing = await pool.connect();
  await committing.query("BEGIN");
  await committing.query("UPDATE uploads SET offset_bytes = 4 WHERE id = $1", [upload.id]);
  const taking = store.acquire(upload.id, "process-b", false);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await committing.query("COMMIT");
  committing.release();
  expect(await taking).toMatchObject({ offsetBytes: 4, fence: 2 });
  await expect(store.commit(upload.id, 1, commitOf(4, 1), null)).rejects.toMatchObject({
    code: "ingest/fenced",
  });
});

it("counts what is stored: items, and what open uploads brought so far", async () => {
  const { db, pool } = await emptiedDatabase();
  expect(await storedBytes(db)).toBe(0);
  const upload = openedUpload({ lengthBytes: 1_000 });
  const store = new PostgresUploadStore(pool);
  await addDevice(db, { id: upload.deviceId });
  await store.create(upload, atMost(1), null);
  await store.acquire(upload.id, "process-a", false);
  await store.commit(upload.id, 1, commitOf(0, 7), null);
  await addItem(db, receivedItem({ deviceId: upload.deviceId, sizeBytes: 30 }));
  expect(await storedBytes(db)).toBe(37);
  await store.terminate(upload.id);
  expect(await storedBytes(db)).toBe(30);
});
