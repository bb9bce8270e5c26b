/** RelatedItems on PostgreSQL keeps the contract, and finds by index among many items of one device. */
import { expect, it } from "vitest";
import { createRelatedItems } from "../../infra/postgres/related-items.ts";
import { relatedItemsContract } from "../contract/related-items.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

relatedItemsContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const known = new Set<string>();
  return {
    related: createRelatedItems(db),
    add: async (item) => {
      if (!known.has(item.deviceId)) await addDevice(db, { id: item.deviceId });
      known.add(item.deviceId);
      await addItem(db, item);
    },
  };
});

it("searches both ways by index", async () => {
  const { pool } = await emptiedDatabase();
  const plans = [
    "EXPLAIN SELECT FROM items i JOIN items o ON o.device_id = i.device_id AND o.belongs_to = ANY (ARRAY[i.id::text, i.recording]) WHERE i.id = gen_random_uuid()",
    "EXPLAIN SELECT FROM items i JOIN items o ON o.device_id = i.device_id AND o.recording = coalesce(i.belongs_to, i.recording) WHERE i.id = gen_random_uuid()",
  ];
  const client = await pool.connect();
  await client.query("SET enable_seqscan = off");
  const texts = [];
  for (const plan of plans) texts.push(JSON.stringify((await client.query(plan)).rows));
  await client.query("RESET enable_seqscan");
  client.release();
  expect(texts[0]).toMatch(/items_by_belonging/);
  expect(texts[1]).toMatch(/items_by_recording/);
});
