/** RelatedItems on PostgreSQL keeps the contract, and finds by index among many items of one device. */
import { type RawBuilder, sql } from "kysely";
import { expect, it } from "vitest";
import { RELATED, createRelatedItems } from "../../infra/postgres/related-items.ts";
import { newItemRow } from "../../infra/postgres/item-row.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { relatedItemsContract } from "../contract/related-items.contract.ts";
import { receivedItem } from "../fixtures/evidence.ts";
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

it("searches both ways by index among many items of one device", async () => {
  const { db } = await emptiedDatabase();
  const one = receivedItem();
  await addDevice(db, { id: one.deviceId });
  // Half recordings, half side files, each of a name of its own.
  const many = Array.from({ length: 1_999 }, (_, at) => {
    const item = receivedItem({ id: newId<ItemId>(), deviceId: one.deviceId });
    const said = { [at % 2 === 0 ? "recording" : "belongsTo"]: `name ${at}` };
    return newItemRow({ ...item, announced: { ...item.announced, ...said } });
  });
  await db
    .insertInto("items")
    .values([newItemRow(one), ...many])
    .execute();
  await sql`ANALYZE items`.execute(db);
  const planOf = (query: RawBuilder<unknown>) =>
    db.transaction().execute(async (within) => {
      await sql`SET LOCAL enable_seqscan = off`.execute(within);
      return JSON.stringify((await sql`EXPLAIN ${query}`.execute(within)).rows);
    });
  // The device alone, or the name alone, would read all that it ever sent, or every index entry there is.
  const bound = (index: string, column: string): RegExp =>
    new RegExp(
      `${index} [^}]*}[^}]*Index Cond: \\(\\(device_id = i.device_id\\) AND \\(${column} = `,
    );
  expect(await planOf(RELATED.sideFiles(one.id, 9))).toMatch(
    bound("items_by_belonging", "belongs_to"),
  );
  const recordings = await planOf(RELATED.recordings(one.id, 9));
  expect(recordings).toMatch(bound("items_by_recording", "recording"));
  expect(recordings).toMatch(/items_pkey [^}]*}[^}]*Index Cond: \(id = CASE /);
});
