/** The store of verdicts on sources on a real PostgreSQL. */
import { afterAll } from "vitest";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createSourceStore } from "../../infra/postgres/source-store.ts";
import { createSigningStore } from "../../infra/postgres/signing-store.ts";
import { sourceStoreContract } from "../contract/source-store.contract.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

let shared: FreshDatabase | undefined;
afterAll(() => shared?.drop());

sourceStoreContract("PostgreSQL", async () => {
  shared ??= await freshDatabase();
  const { pool, db } = shared.connection;
  await pool.query("TRUNCATE devices CASCADE");
  const known = new Set<string>();
  return {
    store: createSourceStore(db),
    items: new PostgresEvidenceStore(db),
    add: async (item) => {
      if (!known.has(item.deviceId)) await addDevice(db, { id: item.deviceId });
      known.add(item.deviceId);
      await addItem(db, item);
    },
    signings: createSigningStore(db),
    addDevice: async (id, name, isDock) => {
      await addDevice(db, { id });
      known.add(id);
      const kind = isDock ? "dock" : "body_camera";
      await db.updateTable("devices").set({ name, kind }).where("id", "=", id).execute();
    },
    close: async () => undefined,
  };
});
