/** The store of viewings on a real PostgreSQL. */
import { afterAll } from "vitest";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createViewingStore } from "../../infra/postgres/viewing-store.ts";
import { viewingStoreContract } from "../contract/viewing-store.contract.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

let shared: FreshDatabase | undefined;
afterAll(() => shared?.drop());

viewingStoreContract("PostgreSQL", async () => {
  shared ??= await freshDatabase();
  const { pool, db } = shared.connection;
  await pool.query("TRUNCATE devices CASCADE");
  return {
    store: createViewingStore(db),
    items: new PostgresEvidenceStore(db),
    add: async (item) => {
      await addDevice(db, { id: item.deviceId });
      await addItem(db, item);
    },
  };
});
