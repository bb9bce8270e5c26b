/** The HoldStore on PostgreSQL keeps the port's promises, and two people even where the code does not ask. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createHoldStore } from "../../infra/postgres/hold-store.ts";
import { createRecordStore } from "../../infra/postgres/record-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { HoldScope, NewHold } from "../../services/holds/hold.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type HoldId,
  type ItemId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { authorityKey } from "../../services/objects/object-key.ts";
import { holdStoreContract } from "../contract/hold-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { outOfSight, recordsSight } from "../fixtures/hidden-item.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";

async function open() {
  const { db, pool } = await emptiedDatabase();
  return {
    ...{ db, pool },
    store: createHoldStore(db),
    items: new PostgresEvidenceStore(db),
    cases: new PostgresCaseStore(db),
    actions: createActionStore(db),
    device: await addDevice(db),
    addPerson: () => addPerson(db),
    addItem: (item: Parameters<typeof addItem>[1]) => addItem(db, item),
    addSession: async () => {
      const id = newId<SessionId>();
      await sql`INSERT INTO recording_sessions (id, number, activities, officer_ids, flags, revision, created_at, created_by, facts)
        VALUES (${id}, ${id}, '{}', '{}', '{}', 0, ${NOON}, 'process:test', '{}')`.execute(db);
      return id;
    },
    placeInSession: async (id: SessionId, item: ItemId) => {
      await sql`INSERT INTO session_items (session_id, item_id, placed_at, placed_by)
        VALUES (${id}, ${item}, ${NOON}, 'process:test')`.execute(db);
    },
    removeFromSession: async (id: SessionId, item: ItemId) => {
      await sql`UPDATE session_items SET ended_at = ${NOON}, ended_by = 'process:test', reason = 'x'
        WHERE session_id = ${id} AND item_id = ${item}`.execute(db);
    },
    close: () => Promise.resolve(),
  };
}

holdStoreContract("PostgreSQL", open);

test("the ledger is told of each item that came into a hold, by a commitment", async () => {
  const { db, store, addPerson, addItem: add, device } = await open();
  const item = receivedItem({ deviceId: device });
  await add(item);
  const by = await addPerson();
  await store.place(holdOn({ kind: "items", itemIds: [item.id] }, by), ANY_ACTION);
  const happening = { kind: "held", data: {} } as const;
  const tell = () => ({ at: NOON, actor: "process:custody", happening }) as const;
  expect(await store.join(NOON, NOON, 10, tell)).toBe(1);
  const [due] = await createRecordStore(db).due(10);
  expect(due).toMatchObject({ kind: "hold", body: expect.stringContaining(item.id) as string });
});

test("a hold is about what it names for nobody who may not know of all that it names", async () => {
  const { store, addPerson, addItem: add, device, pool } = await open();
  const [one, other] = [receivedItem({ deviceId: device }), receivedItem({ deviceId: device })];
  for (const each of [one, other]) await add(each);
  const by = await addPerson();
  const hold = holdOn({ kind: "items", itemIds: [one.id, other.id] }, by);
  const query = holdOn({ kind: "query", query: { deviceId: device } }, by);
  for (const each of [hold, query]) await store.place(each, ANY_ACTION);
  const happening = { kind: "held", data: {} } as const;
  const tell = () => ({ at: NOON, actor: "process:custody", happening }) as const;
  expect(await store.join(NOON, plusMs(NOON, 1), 10, tell)).toBe(4);
  const both = [hold.id, query.id].toSorted();
  expect([...(await store.about({ itemId: one.id }, recordsSight()))].toSorted()).toEqual(both);
  const sight = await outOfSight(pool, "item_id", other.id);
  expect(await store.about({ itemId: one.id }, sight)).toEqual([query.id]);
  expect(await store.about({ itemId: other.id }, sight)).toEqual([]);
});

test("the database refuses that one person places and releases, whoever asks it", async () => {
  const { store, addPerson } = await open();
  const by = await addPerson();
  const hold = holdOn({ kind: "query", query: { activity: "HN-01" } }, by);
  const { id } = hold;
  await store.place(hold, ANY_ACTION);
  expect(await store.get(id)).toEqual({
    ...hold,
    position: expect.any(Number) as number,
    released: null,
  });
  await expect(store.release(id, { at: NOON, by, reason: "x" }, ANY_ACTION)).rejects.toThrow(
    /holds_check|released_by/,
  );
  expect((await store.get(id)).released).toBeNull();
});

function holdOn(scope: HoldScope, by: UserId): NewHold {
  const id = newId<HoldId>();
  const digest = sha256("order");
  return {
    ...{ id, kind: "review", scope },
    authority: {
      ...{ number: "17", mediaType: "application/pdf", sizeBytes: 5, sha256: digest },
      object: { key: authorityKey(id, digest), versionId: "1" },
    },
    ...{ reason: "why", reviewOn: "2026-12-24" as CalendarDate, placedAt: NOON, placedBy: by },
  };
}
