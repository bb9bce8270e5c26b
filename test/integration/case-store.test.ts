/** CaseStore, FlagStore and ConditionStore on PostgreSQL keep the ports' promises. */
import { sql } from "kysely";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createConditionStore } from "../../infra/postgres/condition-store.ts";
import { createFlagStore } from "../../infra/postgres/flag-store.ts";
import { caseStoreContract } from "../contract/case-store.contract.ts";
import { type CaseId, newId } from "../../services/kernel/ids.ts";
import { conditionStoreContract } from "../contract/condition-store.contract.ts";
import { flagStoreContract } from "../contract/flag-store.contract.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
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

conditionStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    store: createConditionStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: async (stage = "sealed") => {
      const item = { ...receivedItem({ deviceId }), stage };
      await addItem(db, item);
      return item.id;
    },
    addCase: async () => {
      const id = newId<CaseId>();
      await sql`INSERT INTO cases (id, number, title, created_at, created_by)
        VALUES (${id}, '1', 't', ${NOON}, 'process:test')`.execute(db);
      return id;
    },
    actions: async () =>
      (await createActionStore(db).from(0, 10)).map(({ kind, subject, after }) => [
        ...[kind, subject, after],
      ]),
  };
});
