/** The CasefileStore, the LegalReviewStore and the SpotCheckStore on PostgreSQL keep their promises, and the database keeps what was said; in one file, for one database. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createCasefileStore } from "../../infra/postgres/casefile-store.ts";
import { createLegalReviewStore } from "../../infra/postgres/legal-review-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { createSpotCheckStore } from "../../infra/postgres/spot-check-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { createReportFacts } from "../../infra/postgres/report-facts.ts";
import { documentOf } from "../../services/casefile/case-document.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import {
  type CaseDocumentId,
  type OfficerId,
  type SessionId,
  type SpotCheckId,
  newId,
} from "../../services/kernel/ids.ts";
import type { SpotSubject } from "../../services/policy/spot-check.ts";
import { OPEN } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { spotAction } from "../../services/spotcheck/begin-check.ts";
import type { SpotFilter } from "../../services/spotcheck/population-text.ts";
import { casefileStoreContract } from "../contract/casefile-store.contract.ts";
import { legalReviewStoreContract } from "../contract/legal-review-store.contract.ts";
import { spotCheckStoreContract } from "../contract/spot-check-store.contract.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { caseOfTwo } from "../fixtures/case-rows.ts";
import { hideItem } from "../fixtures/hidden-item.ts";

casefileStoreContract("PostgreSQL", async () => {
  const { db, ...made } = await caseOfTwo();
  return { ...made, store: createCasefileStore(db) };
});

legalReviewStoreContract("PostgreSQL", async () => {
  const { db, ...made } = await caseOfTwo();
  return { ...made, store: createLegalReviewStore(db) };
});

spotCheckStoreContract("PostgreSQL", async () => {
  const { db, ...made } = await caseOfTwo();
  const secrecy = new PostgresSecrecyStore(db);
  return {
    ...{ ...made, store: createSpotCheckStore(db) },
    hide: (id) => hideItem(secrecy, id, made.by),
  };
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
  const sign = (round: number) =>
    sql`INSERT INTO unit_signatures (case_id, round, signature, sha256, signer, certificate_sha256, root, entered_at, entered_by)
    VALUES (${caseId}, ${round}, '\\x01', 's', 'O=u', 'c', 'CN=r', ${NOON}, ${by})`.execute(db);
  await sign(1);
  for (const change of [
    sql`DELETE FROM unit_signatures`,
    sql`UPDATE unit_signatures SET signer = 'O=other'`,
  ]) {
    await expect(change.execute(db)).rejects.toThrow("stays as it is");
  }
  await expect(sign(2)).rejects.toThrow("foreign key");
  await sql`INSERT INTO case_documents (id, case_id, number, text, sha256, item_ids, salt, made_at, made_by)
    VALUES (${newId()}, ${caseId}, 1, 't', ${sha256("t")}, '{}', '\\x00', ${NOON}, ${by})`.execute(
    db,
  );
  for (const change of [
    sql`DELETE FROM case_documents`,
    sql`UPDATE case_documents SET text = 'other'`,
    sql`UPDATE case_documents SET item_ids = ARRAY[${newId()}]::uuid[]`,
  ]) {
    await expect(change.execute(db)).rejects.toThrow("stays as it is");
  }
  await sql`UPDATE case_documents SET signature = '\\x01', is_entered = true`.execute(db);
  for (const set of [sql`signature = '\\x02'`, sql`signature = NULL`, sql`is_entered = false`]) {
    await expect(sql`UPDATE case_documents SET ${set}`.execute(db)).rejects.toThrow("stays");
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

it("draws from what fits and what may be known of, and counts no more than that", async () => {
  const { db, caseId, by, itemIds } = await caseOfTwo();
  const store = createSpotCheckStore(db);
  const [sessionId, officer] = [newId<SessionId>(), newId<OfficerId>()];
  const began = JSON.stringify({ startedAt: NOON });
  await sql`INSERT INTO recording_sessions (id, number, case_id, activities, officer_ids, flags, facts, revision, created_at, created_by)
    VALUES (${sessionId}, 'S-1', ${caseId}, '{HN-01}', ${[officer]}, '{}', ${began}, 0, ${NOON}, 'process:test'),
           (${newId()}, 'S-2', NULL, '{}', '{}', '{}', '{"plannedStart":"2026-11-24T00:00:00Z"}', 0, ${NOON}, 'process:test')`.execute(
    db,
  );
  await sql`INSERT INTO session_items (session_id, item_id, placed_at, placed_by)
    VALUES (${sessionId}, ${itemIds[0]}, ${NOON}, 'process:test')`.execute(db);
  await sql`UPDATE cases SET decided_on = ${TODAY}, agency_unit = '一队'`.execute(db);
  const span = { from: plusMs(NOON, -1), until: plusMs(NOON, 1), first: TODAY, last: TODAY };
  const sight: Sight = { userId: by, role: "records", clearance: OPEN, today: TODAY };
  const any = { unit: null, officer: null, activity: null };
  const of = (subject: SpotSubject, filter: Partial<SpotFilter> = {}) =>
    store.population(subject, span, { ...any, ...filter }, 9, sight);
  expect(await of("session")).toEqual([sessionId]);
  expect(await of("item")).toEqual(itemIds.toSorted());
  expect(await of("case")).toEqual([caseId]);
  for (const filter of [{ unit: "一队" }, { officer }, { activity: "HN-01" }]) {
    expect(await of("session", filter)).toEqual([sessionId]);
    expect(await of("item", filter)).toEqual([itemIds[0]]);
    expect(await of("case", filter)).toEqual([caseId]);
  }
  for (const subject of ["session", "item", "case"] as const) {
    expect(await of(subject, { activity: "HN-02" })).toEqual([]);
    expect(await of(subject, { unit: "二队" })).toEqual([]);
  }
  const id = newId<SpotCheckId>();
  const check = { id, subject: "item" as const, sheet: "RECORD", period: "2026", dueOn: TODAY };
  const paper = documentOf({
    ...{ id: newId<CaseDocumentId>(), checkId: id, kind: "population" as const, unit: null },
    ...{ number: 1, text: "t", itemIds: [], sessionIds: [], madeAt: NOON, madeBy: by },
    result: null,
  });
  const action = spotAction("spot-check-begun", { at: NOON, id, actor: `user:${by}` }, {});
  const units = itemIds.toSorted();
  const fixed = { fixedAt: NOON, fixedBy: by, sampleSize: 2 };
  await store.begin({ ...check, ...fixed, units }, paper, action);
  const draw = { seed: sha256("s"), origin: "o", treeSize: 1, drawnAt: NOON, units };
  await store.drawOnce(id, draw, action);
  const drawn = async () =>
    createReportFacts(db).snapshot(sight, async (facts) => (await facts.spotChecks(span)).drawn);
  expect([await drawn(), (await store.drawn(id, null, sight)).length]).toEqual([2, 2]);
  expect(await store.find(id, sight)).toMatchObject({ populationSize: 2 });
  await sql`INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by)
    VALUES (${newId()}, ${itemIds[1]}, 'minor', 'confirmed', ${TODAY}, 'b', ${NOON}, 'process:test')`.execute(
    db,
  );
  expect(await of("item")).toEqual([itemIds[0]]);
  expect([await drawn(), (await store.drawn(id, null, sight)).length]).toEqual([1, 1]);
  expect(await store.find(id, sight)).toBeNull();
  expect(await store.page(null, 9, sight)).toEqual([]);
  for (const change of [
    sql`DELETE FROM spot_checks`,
    sql`UPDATE spot_checks SET seed = 'x'`,
    sql`UPDATE spot_check_papers SET text = 'x'`,
  ]) {
    await expect(change.execute(db)).rejects.toThrow("stays as it is");
  }
});
