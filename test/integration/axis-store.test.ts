/** The AxisStore on PostgreSQL keeps the contract. */
import { createAxisStore } from "../../infra/postgres/axis-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresUploadStore } from "../../infra/postgres/upload-store.ts";
import { axisStoreContract } from "../contract/axis-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice } from "../fixtures/rows.ts";

axisStoreContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  return {
    store: createAxisStore(db),
    uploads: new PostgresUploadStore(pool),
    items: new PostgresEvidenceStore(db),
    addDevice: async (id) => void (await addDevice(db, { id })),
  };
});
