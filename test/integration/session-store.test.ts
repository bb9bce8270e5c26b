/** The SessionStore on PostgreSQL keeps the port's promises. */
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { sessionStoreContract } from "../contract/session-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { itemOfSession } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

sessionStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    store: new PostgresSessionStore(db),
    cases: new PostgresCaseStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: async (session?: string) => {
      const item = { ...itemOfSession(session), deviceId };
      await addItem(db, item);
      return item.id;
    },
    close: () => Promise.resolve(),
  };
});
