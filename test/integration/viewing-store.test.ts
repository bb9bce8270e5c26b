/** The store of viewings on a real PostgreSQL. */
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createViewingStore } from "../../infra/postgres/viewing-store.ts";
import { viewingStoreContract } from "../contract/viewing-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

viewingStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createViewingStore(db),
    items: new PostgresEvidenceStore(db),
    add: async (item) => {
      await addDevice(db, { id: item.deviceId });
      await addItem(db, item);
    },
  };
});
