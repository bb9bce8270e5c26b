/** The SecrecyStore on PostgreSQL keeps the port's promises, and its SQL says what the rules say. */
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createPackageStore } from "../../infra/postgres/package-store.ts";
import { PostgresReviewStore } from "../../infra/postgres/review-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { ROLES, type Role } from "../../services/access/permission.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import {
  type CaseId,
  type DeviceId,
  type ItemId,
  type LabelId,
  type PackageId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { LABEL_KINDS } from "../../services/secrecy/label.ts";
import { DUTIES, STATE_LEVELS } from "../../services/secrecy/mark.ts";
import type { Thing } from "../../services/secrecy/secrecy-store.ts";
import { mayDo } from "../../services/secrecy/sight.ts";
import { secrecyStoreContract } from "../contract/secrecy-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

async function addUser(db: Database, role: Role): Promise<UserId> {
  const id = newId<UserId>();
  const name = { id, name: id, displayName: role, role };
  const account = { ...name, passwordHash: "-", createdAt: NOON, disabledAt: null };
  await new PostgresAccessStore(db).addUser(account, ANY_ACTION);
  return id;
}

secrecyStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const actions = createActionStore(db);
  return {
    store: new PostgresSecrecyStore(db),
    items: new PostgresEvidenceStore(db),
    cases: new PostgresCaseStore(db),
    addItem: async () => {
      const item = receivedItem({ deviceId });
      await addItem(db, item);
      return item.id;
    },
    addUser: (role) => addUser(db, role),
    actions: async () => (await actions.from(0, 100)).map(({ subject }) => subject),
    close: async () => undefined,
  };
});

test("what a device says of a recording protects it from its first moment, whichever way it came in", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const item = receivedItem({ deviceId });
  const other = { secrecy: "highly-secret informant" };
  await addItem(db, { ...item, announced: { ...item.announced, other } });
  const labels = await new PostgresSecrecyStore(db).labels({ type: "item", id: item.id });
  expect(labels.map(({ kind, status, setBy }) => [kind, status, setBy])).toEqual([
    ["highly-secret", "declared", `device:${deviceId}`],
    ["informant", "declared", `device:${deviceId}`],
  ]);
});

const TODAY = "2026-06-01" as CalendarDate;
const ends = fc.constantFrom(null, "2026-05-31", "2026-06-01", "2026-06-02");
const label = fc.record({
  kind: fc.constantFrom(...LABEL_KINDS),
  status: fc.constantFrom("declared" as const, "proposed" as const, "confirmed" as const),
  until: ends,
  ended: fc.boolean(),
  scope: fc.constantFrom(null, [0], [1, 2], [3, 4, 5]),
});
const thing = fc.record({
  labels: fc.array(label, { maxLength: 2 }),
  cases: fc.subarray([0, 1]),
});
const world = fc.record({
  items: fc.array(thing, { minLength: 4, maxLength: 8 }),
  cases: fc.array(
    fc.record({
      labels: fc.array(label, { maxLength: 1 }),
      people: fc.array(fc.record({ user: fc.integer({ min: 0, max: 5 }), until: ends }), {
        maxLength: 2,
      }),
    }),
    { minLength: 2, maxLength: 2 },
  ),
  clearances: fc.array(
    fc.option(
      fc.record({
        state: fc.constantFrom(null, ...STATE_LEVELS),
        duties: fc.subarray([...DUTIES]),
        until: ends,
      }),
    ),
    { minLength: 6, maxLength: 6 },
  ),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

test("for every role, clearance, label and assignment: listed, counted, opened and packed are as the rules say", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const users: UserId[] = [];
  for (const role of ROLES) users.push(await addUser(db, role));
  const seen = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(world, async (made) => {
      const { itemIds, caseIds, packageIds } = await build(db, deviceId, users, made);
      for (const [at, userId] of users.entries()) {
        const role = ROLES[at] ?? "officer";
        const outcome = await compare(db, { id: userId, role }, { itemIds, caseIds, packageIds });
        seen.yes += outcome.yes;
        seen.no += outcome.no;
      }
    }),
    { numRuns: 5 },
  );
  // Both answers are met often, or the comparison says nothing.
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(20);
}, 60_000);

interface Built {
  readonly itemIds: readonly ItemId[];
  readonly caseIds: readonly CaseId[];
  readonly packageIds: readonly PackageId[];
}

/** Puts `made` into an emptied house; one package of each two neighbours. */
async function build(
  db: Database,
  deviceId: DeviceId,
  users: readonly UserId[],
  made: World,
): Promise<Built> {
  await sql`TRUNCATE secrecy_labels, clearances, case_people, case_links, cases, packages, items CASCADE`.execute(
    db,
  );
  const of = (at: number): UserId => users[at] ?? newId<UserId>();
  const set = { set_at: NOON, set_by: "process:test" as const };
  const put = async (
    on: { item_id: ItemId | null; case_id: CaseId | null },
    labels: World["items"][number]["labels"],
  ) => {
    for (const { kind, status, until, ended, scope } of labels) {
      const end = ended
        ? { ended_at: NOON, ended_by: "process:test" as const }
        : { ended_at: null, ended_by: null };
      await db
        .insertInto("secrecy_labels")
        .values({
          ...{ id: newId<LabelId>(), ...on, kind, status, until, ...set, ...end },
          ...{ issued_on: "2020-01-01", condition: null, basis: "-", report_by: null },
          ...{ scope: scope === null ? null : scope.map(of), end_reason: null, version: 0 },
        })
        .execute();
    }
  };
  const caseIds: CaseId[] = [];
  for (const { labels, people } of made.cases) {
    const id = newId<CaseId>();
    caseIds.push(id);
    await sql`INSERT INTO cases (id, number, title, created_at, created_by)
      VALUES (${id}, ${id}, 't', ${NOON}, 'process:test')`.execute(db);
    await put({ item_id: null, case_id: id }, labels);
    for (const { user, until } of new Map(people.map((p) => [p.user, p])).values()) {
      const row = { case_id: id, user_id: of(user), until, ...set };
      await db.insertInto("case_people").values(row).execute();
    }
  }
  const itemIds: ItemId[] = [];
  for (const { labels, cases } of made.items) {
    const item = receivedItem({ deviceId });
    itemIds.push(item.id);
    await addItem(db, item);
    await put({ item_id: item.id, case_id: null }, labels);
    for (const at of cases) {
      const link = { item_id: item.id, linked_at: NOON, linked_by: "process:test" };
      const ended = { unlinked_at: null, unlinked_by: null, reason: null };
      const caseId = caseIds[at];
      if (caseId === undefined) continue;
      await db
        .insertInto("case_links")
        .values({ case_id: caseId, ...link, ...ended })
        .execute();
    }
  }
  for (const [at, clearance] of made.clearances.entries()) {
    if (clearance === null) continue;
    await db
      .insertInto("clearances")
      .values({ user_id: of(at), ...clearance, ...set })
      .execute();
  }
  const packageIds: PackageId[] = [];
  for (const [at, first] of itemIds.entries()) {
    const id = newId<PackageId>();
    packageIds.push(id);
    const pair = [first, itemIds[at + 1] ?? first];
    const asked = { purpose: "-", requestedBy: "process:test" as const, requestedAt: NOON };
    await createPackageStore(db).request({ id, itemIds: pair, ...asked }, ANY_ACTION);
  }
  return { itemIds, caseIds, packageIds };
}

/** How often something is seen, and how often not; throws where two ways of asking differ. */
async function compare(
  db: Database,
  person: { readonly id: UserId; readonly role: Role },
  { itemIds, caseIds, packageIds }: Built,
): Promise<{ readonly yes: number; readonly no: number }> {
  const [secrecy, reviews] = [new PostgresSecrecyStore(db), new PostgresReviewStore(db)];
  const sight = await secrecy.sight(person, TODAY);
  const all = { after: null, limit: 100 };
  const may = async (type: "item" | "case", id: string) => {
    const facts = await secrecy.facts({ type, id } as Thing);
    return mayDo(sight, type === "item" ? "items:see" : "cases:see", facts).allowed;
  };
  const known = new Set<string>();
  for (const id of itemIds) if (await may("item", id)) known.add(id);
  for (const id of caseIds) if (await may("case", id)) known.add(id);
  const [seenItems, seenCases] = [itemIds, caseIds].map((ids) => ids.filter((id) => known.has(id)));

  const hidden = await secrecy.hidden(sight, [...itemIds, ...caseIds]);
  expect([...itemIds, ...caseIds].filter((id) => !hidden.has(id))).toEqual([
    ...(seenItems ?? []),
    ...(seenCases ?? []),
  ]);
  const listed = await reviews.items(all, { sight });
  expect(listed.entries.map(({ id }) => id).toSorted()).toEqual(seenItems?.toSorted());
  for (const { cases } of listed.entries) for (const { id } of cases) expect(known).toContain(id);
  const cases = await reviews.cases(all, undefined, sight);
  expect(cases.entries.map(({ id }) => id).toSorted()).toEqual(seenCases?.toSorted());
  for (const { id, itemCount } of cases.entries) {
    const inside = await reviews.items(all, { sight, caseId: id as CaseId });
    expect(itemCount).toBe(inside.entries.length);
  }
  const packages = await createPackageStore(db).page(null, 100, sight);
  const whole = packageIds.filter((_, at) =>
    [itemIds[at], itemIds[at + 1] ?? itemIds[at]].every((id) => known.has(id ?? "")),
  );
  expect(packages.map(({ id }) => id).toSorted()).toEqual(whole.toSorted());
  const closed = await secrecy.hidden(sight, packageIds);
  expect(packageIds.filter((id) => !closed.has(id))).toEqual(whole);
  return { yes: known.size, no: itemIds.length + caseIds.length - known.size };
}
