/** The event finder on PostgreSQL keeps the port's promises, and reads none of a house's million events but those it answers with. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { createEventFinder, eventsQuery } from "../../infra/postgres/event-finder.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { eventFinderContract } from "../contract/event-finder.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { outOfSight } from "../fixtures/hidden-item.ts";

eventFinderContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    finder: createEventFinder(db),
    items: new PostgresEvidenceStore(db),
    cases: new PostgresCaseStore(db),
    addItem: async () => {
      const item = { ...receivedItem(), deviceId };
      await addItem(db, item);
      return item.id;
    },
    without: (id) => outOfSight(pool, "item_id", id),
    close: () => Promise.resolve(),
  };
});

it("asks an index for each question, and sorts nothing", async () => {
  const { db, pool } = await emptiedDatabase();
  const item = { ...receivedItem(), deviceId: await addDevice(db) };
  await addItem(db, item);
  // Of few people one did much; refusals are rare.
  await pool.query(
    `INSERT INTO custody_events (item_id, index, at, actor, kind, body, previous_sha256, sha256)
     SELECT $1, n, $2::timestamptz + n * interval '1 s', 'user:' || n % 7,
            CASE WHEN n % 5000 = 0 THEN 'access-refused' ELSE 'accessed' END, '{}', '', ''
       FROM generate_series(1, 50000) n`,
    [item.id, NOON],
  );
  await pool.query("ANALYZE custody_events");
  const asked = {
    ...{ actor: null, itemId: null, caseId: null, refusals: false, from: null, until: null },
  };
  const plans: string[] = [];
  for (const filter of [
    { ...asked, actor: "user:3" as const },
    { ...asked, refusals: true },
    { ...asked, itemId: item.id },
  ]) {
    const query = eventsQuery(
      filter,
      { at: plusMs(NOON, 40_000_000), itemId: item.id, index: 1 },
      51,
      null,
    );
    plans.push(JSON.stringify((await sql`EXPLAIN ${query}`.execute(db)).rows));
  }
  const [ofPerson, ofRefusals, ofItem] = plans;
  expect(ofPerson).toMatch(/Index Scan Backward using custody_events_by_actor/);
  expect(ofRefusals).toMatch(/Index Scan Backward using custody_events_refused/);
  expect(ofItem).toMatch(/Index Scan Backward using custody_events_pkey/);
  for (const plan of plans) expect(plan).not.toMatch(/Sort|Seq Scan/);
});
