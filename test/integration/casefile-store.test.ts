/** The CasefileStore and the LegalReviewStore on PostgreSQL keep their promises, and the database keeps what was said; in one file, for one database. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createCasefileStore } from "../../infra/postgres/casefile-store.ts";
import { createLegalReviewStore } from "../../infra/postgres/legal-review-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { newId } from "../../services/kernel/ids.ts";
import { casefileStoreContract } from "../contract/casefile-store.contract.ts";
import { legalReviewStoreContract } from "../contract/legal-review-store.contract.ts";
import { NOON } from "../fixtures/evidence.ts";
import { caseOfTwo } from "../fixtures/case-rows.ts";

casefileStoreContract("PostgreSQL", async () => {
  const { db, ...made } = await caseOfTwo();
  return { ...made, store: createCasefileStore(db) };
});

legalReviewStoreContract("PostgreSQL", async () => {
  const { db, ...made } = await caseOfTwo();
  return { ...made, store: createLegalReviewStore(db) };
});

it("lets nobody change or delete what was submitted, also with the database's password; what the audit and the source said of an item is told", async () => {
  const { db, caseId, by, itemIds } = await caseOfTwo();
  await sql`INSERT INTO legal_reviews (id, case_id, number, kind, text, sha256, item_ids, salt, made_at, made_by)
    VALUES (${newId()}, ${caseId}, 1, 'submission', 't', ${sha256("t")}, '{}', '\\x00', ${NOON}, ${by})`.execute(
    db,
  );
  const changes = [
    sql`DELETE FROM legal_reviews`,
    sql`UPDATE legal_reviews SET text = 'other'`,
    sql`UPDATE legal_reviews SET due_on = '2027-01-01'`,
    sql`UPDATE legal_reviews SET case_id = case_id, made_by = ${newId()}`,
  ];
  for (const change of changes) await expect(change.execute(db)).rejects.toThrow("stays as it is");
  await sql`UPDATE legal_reviews SET signature = '\\x01', is_entered = true`.execute(db);
  for (const set of [sql`signature = '\\x02'`, sql`signature = NULL`, sql`is_entered = false`]) {
    await expect(sql`UPDATE legal_reviews SET ${set}`.execute(db)).rejects.toThrow("stays");
  }
  const [sealed] = itemIds;
  await sql`INSERT INTO fixity_targets (name, item_id, last_read_at, audited_at) VALUES ('a', ${sealed}, ${NOON}, ${NOON}), ('b', ${sealed}, ${NOON}, NULL)`.execute(
    db,
  );
  await sql`INSERT INTO fixity_findings (target, item_id, code, facts, found_at, ended_at)
    VALUES ('a', ${sealed}, 'fixity/differs', '{}', ${NOON}, NULL), ('b', ${sealed}, 'fixity/gone', '{}', ${NOON}, ${NOON})`.execute(
    db,
  );
  await sql`INSERT INTO source_verdicts (item_id, device_id, verdict, statement, statement_sha256)
    SELECT id, device_id, 'valid', '', '' FROM items WHERE id = ${sealed}`.execute(db);
  const [item] = await createLegalReviewStore(db).items(caseId, 9, null);
  expect(item).toMatchObject({
    source: "valid",
    audit: { objects: 2, audited: 1, open: ["fixity/differs"] },
  });
});
