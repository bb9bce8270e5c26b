/** SearchStore on PostgreSQL. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { askAs } from "../../infra/postgres/ask-as.ts";
import { createSavedSearchStore } from "../../infra/postgres/saved-search-store.ts";
import { keepEntries } from "../../infra/postgres/search-index.ts";
import { createSearchStore } from "../../infra/postgres/search-store.ts";
import { type LabelId, type SavedSearchId, type UserId, newId } from "../../services/kernel/ids.ts";
import { entryOf } from "../../services/search/search-entry.ts";
import { savedSearchStoreContract } from "../contract/saved-search-store.contract.ts";
import { SEER, factsOf, searchStoreContract } from "../contract/search-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, TODAY, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";

searchStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createSearchStore(db),
    put: async (facts) => {
      const item = receivedItem({ deviceId: await addDevice(db) });
      await addItem(db, item);
      const { position } = await db
        .selectFrom("items")
        .select("position")
        .where("id", "=", item.id)
        .executeTakeFirstOrThrow();
      for (const { id, kind, texts } of facts.sources ?? []) {
        if (kind !== "case") continue;
        await sql`INSERT INTO cases (id, number, title, created_at, created_by)
          VALUES (${id}, ${texts[0]}, ${texts[1]}, ${NOON}, 'process:test') ON CONFLICT DO NOTHING`.execute(
          db,
        );
      }
      const place = { itemId: item.id, position, deviceId: item.deviceId };
      await keepEntries(db, [entryOf(factsOf(place, facts), TODAY)]);
      return item.id;
    },
    hide: async (on) => {
      await db
        .insertInto("secrecy_labels")
        .values({
          ...{ id: newId<LabelId>(), item_id: "item" in on ? on.item : null },
          case_id: "item" in on ? null : (on.case as never),
          ...{ kind: "secret", status: "confirmed", until: null, scope: null, version: 0 },
          ...{ set_at: NOON, set_by: "process:test", ended_at: null, ended_by: null },
          ...{ issued_on: "2020-01-01", condition: null, basis: "-", report_by: null },
          end_reason: null,
        })
        .execute();
    },
    close: async () => undefined,
  };
});

savedSearchStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: createSavedSearchStore(db), addPerson: () => addPerson(db) };
});

test("PostgreSQL itself shows nobody what another saved", async () => {
  const { db } = await emptiedDatabase();
  const store = createSavedSearchStore(db);
  const [own, other] = [await addPerson(db), await addPerson(db)];
  const search = { id: newId<SavedSearchId>(), name: "n", question: { q: "x" }, savedAt: NOON };
  await store.save({ ...SEER, userId: own }, search);
  const seenBy = async (userId: UserId) => {
    const all = sql<{ id: string }>`SELECT id FROM saved_searches`;
    return (await askAs(db, { ...SEER, role: "admin", userId }, (as) => all.execute(as))).rows
      .length;
  };
  expect([await seenBy(own), await seenBy(other)]).toEqual([1, 0]);
});
