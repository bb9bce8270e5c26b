/** The IdempotencyStore on PostgreSQL keeps the port's promises; a key and what was done for it are kept together or not at all. */
import { expect, test } from "vitest";
import { appendAction, createActionStore } from "../../infra/postgres/action-store.ts";
import { createIdempotencyStore } from "../../infra/postgres/idempotency-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { fingerprintOf, times } from "../../services/actions/idempotency.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { annotate } from "../../services/sessions/annotate-item.ts";
import { newId } from "../../services/kernel/ids.ts";
import { idempotencyStoreContract } from "../contract/idempotency-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";

idempotencyStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const [store, actions] = [createIdempotencyStore(db), createActionStore(db)];
  return { store, actions, addPerson: () => addPerson(db) };
});

test("what stands in the custody of an item and in no action keeps its key with it: power cut before anyone hears, it is not made again", async () => {
  const { db } = await emptiedDatabase();
  const [store, sessions] = [createIdempotencyStore(db), new PostgresSessionStore(db)];
  const item = { ...receivedItem(), deviceId: await addDevice(db) };
  await addItem(db, item);
  const by = await addPerson(db);
  const of = { accountId: by, key: "k", fingerprint: fingerprintOf("post", "", 1) };
  const cut = { ...of, id: newId() };
  await store.begin(cut, NOON);
  const deps = { recordingSessions: sessions, clock: () => NOON };
  const note = { type: "marker", kind: "custom", atMs: 0, text: "到场" } as const;
  await store.during(cut, () => annotate(deps, by, item.id, note));
  const afterLease = plusMs(times(NOON).leaseUntil, 1);
  expect(await store.begin({ ...of, id: newId() }, afterLease)).toEqual({ state: "done" });
  expect(await sessions.annotations([item.id])).toHaveLength(1);
});

test("what is rolled back leaves the key as it was", async () => {
  const { db } = await emptiedDatabase();
  const [store, actions] = [createIdempotencyStore(db), createActionStore(db)];
  const of = {
    accountId: await addPerson(db),
    key: "k",
    fingerprint: fingerprintOf("post", "", 1),
  };
  const first = { ...of, id: newId() };
  await store.begin(first, NOON);
  const work = () =>
    db.transaction().execute(async (transaction) => {
      await appendAction(transaction, ANY_ACTION);
      throw new Error("no room");
    });
  await expect(store.during(first, work)).rejects.toThrow("no room");
  expect(await actions.from(0, 10)).toEqual([]);
  await store.release(first);
  expect(await store.begin({ ...of, id: newId() }, NOON)).toEqual({ state: "begun" });
});
