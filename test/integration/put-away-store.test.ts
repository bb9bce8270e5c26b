/** Panels that a person put away, on a real PostgreSQL. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { askAs } from "../../infra/postgres/ask-as.ts";
import { createPutAwayStore } from "../../infra/postgres/put-away-store.ts";
import { putAwayStoreContract } from "../contract/put-away-store.contract.ts";
import { SEER } from "../contract/search-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addPerson } from "../fixtures/rows.ts";

putAwayStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: createPutAwayStore(db), addPerson: () => addPerson(db) };
});

test("PostgreSQL itself shows nobody what another put away", async () => {
  const { db } = await emptiedDatabase();
  const own = { ...SEER, userId: await addPerson(db) };
  const other = { ...SEER, role: "admin" as const, userId: await addPerson(db) };
  await createPutAwayStore(db).set(own, "first-steps", true);
  const all = sql`SELECT panel FROM put_away`;
  const [mine, theirs] = [
    await askAs(db, own, (as) => all.execute(as)),
    await askAs(db, other, (as) => all.execute(as)),
  ];
  expect([mine.rows.length, theirs.rows.length]).toEqual([1, 0]);
});
