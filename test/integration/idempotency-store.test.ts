/** The IdempotencyStore on PostgreSQL keeps the port's promises; a key and what was done for it are kept together or not at all. */
import { expect, test } from "vitest";
import { appendAction, createActionStore } from "../../infra/postgres/action-store.ts";
import { createIdempotencyStore } from "../../infra/postgres/idempotency-store.ts";
import { fingerprintOf } from "../../services/actions/idempotency.ts";
import { newId } from "../../services/kernel/ids.ts";
import { idempotencyStoreContract } from "../contract/idempotency-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";
import { addPerson } from "../fixtures/rows.ts";

idempotencyStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const [store, actions] = [createIdempotencyStore(db), createActionStore(db)];
  return { store, actions, addPerson: () => addPerson(db) };
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
