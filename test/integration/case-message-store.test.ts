/** The CaseMessageStore on PostgreSQL keeps the port's promises. */
import { sql } from "kysely";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createCaseMessageStore } from "../../infra/postgres/case-message-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import { caseMessageStoreContract } from "../contract/case-message-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";

caseMessageStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const actions = createActionStore(db);
  return {
    store: createCaseMessageStore(db),
    cases: new PostgresCaseStore(db),
    kinds: async () => (await actions.from(0, 100)).map(({ kind }) => kind),
    hide: async (id: CaseId) => {
      await sql`INSERT INTO secrecy_labels (id, case_id, kind, status, issued_on, basis, set_at, set_by)
        VALUES (gen_random_uuid(), ${id}, 'minor', 'confirmed', '2026-01-01', 'x', ${NOON}, 'process:test')`.execute(
        db,
      );
    },
    close: () => Promise.resolve(),
  };
});
