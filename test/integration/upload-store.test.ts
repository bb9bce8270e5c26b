/** UploadStore and DeviceStore on PostgreSQL keep their contracts. */
import { afterAll, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { PostgresDeviceStore } from "../../infra/postgres/device-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresUploadStore } from "../../infra/postgres/upload-store.ts";
import { deviceStoreContract } from "../contract/device-store.contract.ts";
import { uploadStoreContract } from "../contract/upload-store.contract.ts";
import { NOON } from "../fixtures/evidence.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";
import { commitOf, openedUpload } from "../fixtures/uploads.ts";

async function addDevice(
  db: Database,
  id: DeviceId,
  tokenSha256 = sha256(id),
  retiredAt: string | null = null,
): Promise<void> {
  await db
    .insertInto("devices")
    .values({
      id,
      name: id,
      kind: "body_camera",
      token_sha256: tokenSha256,
      created_at: NOON,
      retired_at: retiredAt,
      last_manifest_sha256: null,
    })
    .execute();
}

let shared: FreshDatabase | undefined;
afterAll(() => shared?.drop());

uploadStoreContract("PostgreSQL", async () => {
  shared ??= await freshDatabase();
  const { db, pool } = shared.connection;
  await pool.query("TRUNCATE devices CASCADE");
  return {
    store: new PostgresUploadStore(pool),
    items: new PostgresEvidenceStore(db),
    addDevice: (id) => addDevice(db, id),
    close: async () => undefined,
  };
});

deviceStoreContract("PostgreSQL", async () => {
  shared ??= await freshDatabase();
  const { db } = shared.connection;
  return {
    store: new PostgresDeviceStore(db),
    add: (device, token) => addDevice(db, device.id, token, device.retiredAt),
  };
});

it("makes a taker that waits for a commit see the offset that the commit made", async () => {
  shared ??= await freshDatabase();
  const { db, pool } = shared.connection;
  const store = new PostgresUploadStore(pool);
  const upload = openedUpload();
  await addDevice(db, upload.deviceId);
  await store.create(upload, 1, null);
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
