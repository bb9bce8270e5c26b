/** AwaitedWords on PostgreSQL keep their promises. */
import { createAwaitedWords } from "../../infra/postgres/awaited-words.ts";
import { createRetentionStore } from "../../infra/postgres/retention-store.ts";
import { awaitedWordsContract } from "../contract/awaited-words.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addLinkedCase } from "../fixtures/filed-rows.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { outOfSight } from "../fixtures/hidden-item.ts";

awaitedWordsContract("PostgreSQL", async () => {
  const { pool, db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    words: createAwaitedWords(db),
    retention: createRetentionStore(db),
    addItem: async (receivedAt, stage = "sealed") => {
      const item = receivedItem({ deviceId, receivedAt, stage });
      await addItem(db, item);
      await pool.query("INSERT INTO retention_marks (item_id) VALUES ($1)", [item.id]);
      return item.id;
    },
    link: (itemId, file) => addLinkedCase(pool, itemId, file, NOON),
    tell: async (of, on) => {
      await pool.query(
        `INSERT INTO told_conditions (item_id, case_id, condition, came_on, authority, told_at, told_by)
         VALUES ($1, $2, 'proceedings-over', $3, 'a', $4, 'user:x')`,
        ["itemId" in of ? of.itemId : null, "caseId" in of ? of.caseId : null, on, NOON],
      );
    },
    without: (id) => outOfSight(pool, "item_id", id),
  };
});
