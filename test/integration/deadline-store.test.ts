/** The DeadlineStore on PostgreSQL keeps the port's promises, and tells nobody of a case that is hidden from them. */
import { expect, it } from "vitest";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { deadlineCounts } from "../../infra/postgres/deadline-counts.ts";
import { createDeadlineStore } from "../../infra/postgres/deadline-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { deadlineStoreContract } from "../contract/deadline-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { addPerson } from "../fixtures/rows.ts";
import { outOfSight } from "../fixtures/hidden-item.ts";

deadlineStoreContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  return {
    ...{ cases: new PostgresCaseStore(db), store: createDeadlineStore(db) },
    hide: (caseId) => outOfSight(pool, "case_id", caseId),
  };
});

it("is within what the reader may know of, and counts nothing without a pack", async () => {
  const { db } = await emptiedDatabase();
  const person = await addPerson(db);
  const deps = { cases: new PostgresCaseStore(db), clock: () => NOON, today: () => TODAY };
  const { id } = await createCase(deps, person, { number: "1", title: "t", filedOn: TODAY });
  const secrecy = new PostgresSecrecyStore(db);
  const sight = await secrecy.sight((await secrecy.person(person))!, TODAY);
  const seen = async () => (await createDeadlineStore(db).open(10, sight)).map((one) => one.id);
  expect(await seen()).toEqual([id]);
  expect(await deadlineCounts(db, () => NOON, zoneDays("UTC"))).toEqual({
    ...{ open: 0, overdue: 0, soon: 0 },
  });
});
