/** What a report counts on PostgreSQL: of the period, in one snapshot, and nothing that its maker may not know of. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresOfficerStore } from "../../infra/postgres/officer-store.ts";
import { createReportFacts } from "../../infra/postgres/report-facts.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem } from "../../services/cases/link-item.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { enterCredential } from "../../services/officers/enter-officer.ts";
import { instantsOf, parsePeriod } from "../../services/reports/period.ts";
import type { ReportFacts } from "../../services/reports/report-facts.ts";
import type { Duty } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { openSession, placeItem } from "../../services/sessions/keep-session.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, TODAY, itemOfSession } from "../fixtures/evidence.ts";
import { day } from "../fixtures/retention.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";

const Q4 = parsePeriod("2026-Q4")!;
const span = { ...instantsOf(Q4, zoneDays("Asia/Shanghai")), first: Q4.first, last: Q4.last };
const clock = () => NOON;
const at = (text: string) => text as UtcInstant;

async function gathered<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

async function all(facts: ReportFacts) {
  const [sessions, handIns] = [
    await gathered(facts.sessions(span)),
    await gathered(facts.handIns(span)),
  ];
  return {
    ...{ items: await facts.items(span), equipment: await facts.equipment(span) },
    ...{ holds: await facts.holds(span), findings: await facts.findings(span) },
    disposals: await facts.disposals(span),
    ...{ protection: await facts.protection(), handIns },
    decisions: await gathered(facts.decisions(span)),
    sessions: sessions.map(({ session, recordings, officers }) => ({
      ...{ number: session.number, recordings: recordings.length, officers: officers.length },
    })),
  };
}

test("a period is counted at one moment, as its maker may know it", async () => {
  const { db } = await emptiedDatabase();
  const [deviceId, by] = [await addDevice(db), await addPerson(db)];
  await addDevice(db, { retiredAt: at("2026-12-01T00:00:00.000Z") });
  const deps = {
    ...{ clock, today: () => TODAY, cases: new PostgresCaseStore(db) },
    ...{ recordingSessions: new PostgresSessionStore(db), officers: new PostgresOfficerStore(db) },
  };
  const add = async (changes: Partial<EvidenceItem> = {}, session?: string) => {
    const item = { ...itemOfSession(session), deviceId, ...changes };
    await addItem(db, item);
    return item.id;
  };
  const { id: officerId } = await enterCredential(deps, by, null, {
    ...{
      credentialNo: "46-1",
      name: "n",
      unit: "u",
      powers: [],
      source: "test",
      replaces: null,
      reason: null,
    },
    ...{ validFrom: day("2020-01-01"), validTo: null },
  });
  const session = await openSession(deps, by, {
    ...{ number: "S-1", activities: ["HN-01"], officerIds: [officerId] },
    ...{ startedAt: at("2026-11-24T10:00:00.000Z"), stoppedAt: at("2026-11-24T11:30:00.000Z") },
  });
  const secret = await createCase(deps, by, { number: "2", title: "t" });
  await openSession(deps, by, { number: "S-2", caseId: secret.id, activities: [] });
  const file = await createCase(deps, by, { number: "1", title: "t" });

  const placed = await add();
  await placeItem(deps, by, session.id, placed);
  await add({}, "S-1");
  await linkItem(deps, by, file.id, placed);
  await add({ stage: "quarantined", quarantineReason: "ingest/digest-mismatch" });
  // The last instant of the third quarter in Haikou, and the first of the fourth.
  await add({ receivedAt: at("2026-09-30T15:59:59.999Z") });
  await add({ receivedAt: at("2026-09-30T16:00:00.000Z") });
  const hidden = await add();
  await sql`INSERT INTO secrecy_labels (id, item_id, case_id, kind, status, issued_on, basis, set_at, set_by)
    VALUES (gen_random_uuid(), ${hidden}, NULL, 'minor', 'confirmed', '2026-11-24', 'b', now(), 'process:test'),
           (gen_random_uuid(), NULL, ${secret.id}, 'minor', 'confirmed', '2026-11-24', 'b', now(), 'process:test')`.execute(
    db,
  );
  await sql`INSERT INTO fixity_targets (name, last_read_at) SELECT name, now() FROM unnest('{a,b,c}'::text[]) name`.execute(
    db,
  );
  await sql`INSERT INTO fixity_findings (target, item_id, code, facts, found_at)
    VALUES ('a', ${placed}, 'fixity/digest-differs', '{}', ${NOON}::timestamptz),
           ('b', ${hidden}, 'fixity/digest-differs', '{}', ${NOON}::timestamptz),
           ('c', NULL, 'fixity/tile-differs', '{}', '2026-08-01')`.execute(db);

  await sql`INSERT INTO disposals (id, reason, proposed_by, proposed_at, notice_on, notice_until, list, list_sha256)
    VALUES ('00000000-0000-4000-8000-000000000001', 'r', ${by}, ${NOON}::timestamptz, '2026-12-01', now(), '', 'x')`.execute(
    db,
  );
  await sql`INSERT INTO disposal_items (disposal_id, item_id, place, frozen, outcome, destroyed_at)
    SELECT '00000000-0000-4000-8000-000000000001', i.id, i.position, '{}',
           CASE WHEN i.id = ${placed} THEN 'destroyed' ELSE 'dropped' END,
           CASE WHEN i.id = ${placed} THEN '2027-01-01'::timestamptz END
      FROM items i WHERE i.id IN (${placed}, ${hidden})`.execute(db);
  await sql`INSERT INTO case_publicity (case_id, index, act, on_day, entered_at, entered_by)
    VALUES (${file.id}, 0, 'annulled', '2026-10-01', now(), 'process:test'),
           (${secret.id}, 0, 'annulled', '2026-12-31', now(), 'process:test')`.execute(db);
  for (const [kind, verdict] of [
    ["submission", null],
    ["opinion", "agree"],
  ] as const) {
    await sql`INSERT INTO legal_reviews (id, case_id, number, kind, verdict, text, sha256, item_ids, salt, made_at, made_by)
      VALUES (gen_random_uuid(), ${file.id}, 1, ${kind}, ${verdict}, '', '', '{}', '', ${NOON}::timestamptz, ${by})`.execute(
      db,
    );
  }

  const source = createReportFacts(db);
  const sight = (duties: readonly Duty[]): Sight => ({
    ...{ userId: by, role: "records", clearance: { state: null, duties }, today: TODAY },
  });
  const end = "2026-11-24T11:30:00.000Z";
  const seen = await source.snapshot(sight(["work"]), async (facts) => {
    const before = await all(facts);
    await add();
    expect(await facts.items(span)).toEqual(before.items);
    return before;
  });
  expect(seen).toEqual({
    items: { received: 4, quarantined: 1, linked: 1, inSession: 2 },
    equipment: {
      ...{ bodyCameras: 1, roomRecorders: 0, cctv: 0, docks: 0, officers: 1, hasRegister: true },
    },
    holds: { placed: 0, released: 0, active: 0, overdue: 0, items: 0 },
    findings: { found: 1, open: 1 },
    disposals: { proposed: 1, dropped: 0, destroyed: 0 },
    decisions: [
      {
        ...{ caseId: file.id, actionKind: null, decidedOn: null, majorDecision: false, flags: [] },
        rounds: [{ round: 1, dueOn: null, opinion: { verdict: "agree", at: NOON } }],
        entries: [expect.objectContaining({ act: "annulled", on: "2026-10-01" })],
      },
    ],
    protection: { mark: { state: null, duties: [] }, isPersonal: false },
    handIns: [
      { receivedAt: NOON, endedAt: end },
      { receivedAt: NOON, endedAt: end },
      { receivedAt: "2026-09-30T16:00:00.000Z", endedAt: "2026-11-24T11:00:00.000Z" },
    ],
    sessions: [{ number: "S-1", recordings: 2, officers: 1 }],
  });

  const cleared = await source.snapshot(sight(["work", "minor"]), all);
  expect(cleared).toMatchObject({
    items: { received: 6, quarantined: 1 },
    findings: { found: 2 },
    disposals: { proposed: 2, dropped: 1, destroyed: 0 },
    protection: { mark: { state: null, duties: ["minor"] }, isPersonal: false },
    sessions: [{ number: "S-1" }, { number: "S-2", recordings: 0 }],
  });
  await sql`UPDATE secrecy_labels SET scope = ARRAY[${by}::uuid]`.execute(db);
  const named = await source.snapshot(sight(["work", "minor"]), (facts) => facts.protection());
  expect(named.isPersonal).toBe(true);
});
