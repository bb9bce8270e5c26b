/** What is kept longer, and looks at what is kept, on a real PostgreSQL; and what the tables themselves refuse. */
import { expect, it } from "vitest";
import { createExtensionStore } from "../../infra/postgres/extension-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createRetentionStore } from "../../infra/postgres/retention-store.ts";
import { createReviewLog } from "../../infra/postgres/review-log.ts";
import { type CaseId, newId } from "../../services/kernel/ids.ts";
import { extensionStoreContract } from "../contract/extension-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { outOfSight } from "../fixtures/hidden-item.ts";

extensionStoreContract("PostgreSQL", async () => {
  const { pool, db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  let cases = 0;
  return {
    store: createExtensionStore(db),
    log: createReviewLog(db),
    retention: createRetentionStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: async (stage = "sealed") => {
      const item = receivedItem({ deviceId, stage });
      await addItem(db, item);
      return item.id;
    },
    link: async (itemIds) => {
      const id = newId<CaseId>();
      await pool.query(
        "INSERT INTO cases (id, number, title, created_at, created_by) VALUES ($1, $2, 't', $3, 'user:x')",
        [id, String((cases += 1)), NOON],
      );
      for (const itemId of itemIds) {
        await pool.query(
          "INSERT INTO case_links (case_id, item_id, linked_at, linked_by) VALUES ($1, $2, $3, 'user:x')",
          [id, itemId, NOON],
        );
      }
      return id;
    },
    hide: (itemId) => outOfSight(pool, "item_id", itemId),
    end: async (id) => {
      await pool.query("ALTER TABLE items DISABLE TRIGGER items_end_by_rule");
      await pool.query("UPDATE items SET stage = 'disposing' WHERE id = $1", [id]);
      await pool.query("ALTER TABLE items ENABLE TRIGGER items_end_by_rule");
    },
  };
});

it("lets nobody who reaches the tables alone forget what was given, or end what it keeps", async () => {
  const { pool, db } = await emptiedDatabase();
  const item = receivedItem({ deviceId: await addDevice(db), stage: "sealed" });
  await addItem(db, item);
  await pool.query(
    `INSERT INTO retention (item_id, number, floor_until, is_open, conflict, unknown_activity, decision, decision_sha256,
       outcome_sha256, decided_at) VALUES ($1, 1, '2020-01-01', false, false, false, '', '', '', now())`,
    [item.id],
  );
  const give = (by: string, until: string, document: string | null) =>
    pool.query(
      `INSERT INTO retention_extensions (item_id, asked_by, time, term, from_on, until_on, reason, document, document_sha256,
         pack, extended_at, extended_by) VALUES ($1, $2, 1, 'P1M', '2020-01-01', $3, 'r', $4, $4, 'p 1', now(), 'user:x')`,
      [item.id, by, until, document],
    );
  await expect(give("subject", "2999-01-01", null)).rejects.toThrow(/check/);
  await give("agency", "2999-01-01", null);
  await expect(give("agency", "2999-02-01", null)).rejects.toThrow(/unique/);
  const { rows } = await pool.query("SELECT item_id FROM retention_marks");
  expect(rows).toEqual([{ item_id: item.id }]);
  for (const attempt of [
    "UPDATE retention_extensions SET until_on = '2020-02-01'",
    "DELETE FROM retention_extensions",
    "UPDATE items SET stage = 'disposing'",
  ]) {
    await expect(pool.query(attempt), attempt).rejects.toThrow(/stays on record|does not end/);
  }
});
