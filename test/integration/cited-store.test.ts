/** The CitedStore on PostgreSQL keeps the port's promises; and what it keeps of an item is hidden with that one. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { askAs } from "../../infra/postgres/ask-as.ts";
import { createCitedStore } from "../../infra/postgres/cited-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { citedStoreContract } from "../contract/cited-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, TODAY, receivedItem } from "../fixtures/evidence.ts";
import { addUser } from "../fixtures/every-role.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";
import { sha256 } from "../../services/kernel/digest.ts";

async function house() {
  const { db, pool } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    ...{ db, pool, store: createCitedStore(db) },
    addItem: async () => {
      const item = receivedItem({ deviceId });
      await addItem(db, item);
      return item.id;
    },
    addPerson: () => addPerson(db),
    told: async () => {
      const { rows } = await pool.query("SELECT FROM actions WHERE kind = 'moment-cited'");
      return rows.length;
    },
    close: () => Promise.resolve(),
  };
}

citedStoreContract("PostgreSQL", house);

it("is behind its item's walls, and nobody takes back what was cited", async () => {
  const { db, pool, store, addItem, addPerson: person } = await house();
  const itemId = await addItem();
  const why = { purposeKind: "evidence", purpose: "庭审", askedBy: await person() } as const;
  await store.ask({ itemId, sha256: sha256("x"), ptsMs: 1, ...why, askedAt: NOON }, ANY_ACTION);
  const secrecy = new PostgresSecrecyStore(db);
  const officer = { id: await addUser(db, "officer"), role: "officer" } as const;
  const shown = async () => {
    const sight = await secrecy.sight(officer, TODAY);
    const { rows } = await askAs(db, sight, (as) => sql`SELECT FROM cited_pictures`.execute(as));
    return rows.length;
  };
  expect(await shown()).toBe(1);
  await pool.query(
    `INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by, version)
     VALUES (gen_random_uuid(), $1, 'secret', 'confirmed', '2020-01-01', '-', now(), 'process:test', 0)`,
    [itemId],
  );
  expect(await shown()).toBe(0);
  for (const change of ["DELETE FROM cited_pictures", "UPDATE cited_pictures SET sha256 = 'y'"])
    await expect(pool.query(change)).rejects.toThrow(/stays as it is/);
});
