/** CaseStore and FlagStore on PostgreSQL keep the ports' promises. */
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createFlagStore } from "../../infra/postgres/flag-store.ts";
import { caseStoreContract } from "../contract/case-store.contract.ts";
import { flagStoreContract } from "../contract/flag-store.contract.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

caseStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    store: new PostgresCaseStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: async () => {
      const item = receivedItem({ deviceId });
      await addItem(db, item);
      return item.id;
    },
    close: () => Promise.resolve(),
  };
});

flagStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    store: createFlagStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: async (stage = "sealed") => {
      const item = { ...receivedItem({ deviceId }), stage };
      await addItem(db, item);
      return item.id;
    },
  };
});
