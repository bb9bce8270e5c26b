/** The stores of reports and of publicity on PostgreSQL keep their ports' promises, and the database itself changes no report. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { createPublicityStore } from "../../infra/postgres/publicity-store.ts";
import { createReportStore } from "../../infra/postgres/report-store.ts";
import { publicityStoreContract } from "../contract/publicity-store.contract.ts";
import { reportStoreContract } from "../contract/report-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addPerson } from "../fixtures/rows.ts";

reportStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createReportStore(db),
    actions: createActionStore(db),
    addPerson: () => addPerson(db),
    close: () => Promise.resolve(),
  };
});

publicityStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createPublicityStore(db),
    cases: new PostgresCaseStore(db),
    actions: createActionStore(db),
  };
});

test("what was issued stays, whoever asks the database", async () => {
  const { db } = await emptiedDatabase();
  const by = await addPerson(db);
  const row = sql`INSERT INTO reports (id, definition, period, version, made_at, made_by, mark_rank, mark_duties,
    is_personal, text, sha256) VALUES (gen_random_uuid(), 'Q', '2026', 1, now(), ${by}, 0, '{}', false, '{}', 'x')`;
  await row.execute(db);
  await expect(sql`UPDATE reports SET sha256 = 'y'`.execute(db)).rejects.toThrow("stays as it is");
  await expect(sql`DELETE FROM reports`.execute(db)).rejects.toThrow("stays as it is");
});
