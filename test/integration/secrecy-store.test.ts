/** The SecrecyStore on PostgreSQL keeps the port's promises, and its SQL says what the rules say. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { countOverdueReviews } from "../../infra/postgres/label-reviews.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createCasefileStore } from "../../infra/postgres/casefile-store.ts";
import { createLegalReviewStore } from "../../infra/postgres/legal-review-store.ts";
import { createPackageStore } from "../../infra/postgres/package-store.ts";
import { createHoldStore } from "../../infra/postgres/hold-store.ts";
import { createGrantStore } from "../../infra/postgres/grant-store.ts";
import { createRequestStore } from "../../infra/postgres/request-store.ts";
import { PostgresReviewStore } from "../../infra/postgres/review-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import type { Role } from "../../services/access/permission.ts";
import { parseCalendarDate } from "../../services/calendar/calendar-date.ts";
import { type CaseId, type PackageId, type UserId, newId } from "../../services/kernel/ids.ts";
import { reviewPeriods } from "../../services/secrecy/family.ts";
import type { Thing } from "../../services/secrecy/secrecy-store.ts";
import type { ReviewStore } from "../../services/review/review-store.ts";
import { type Sight, mayDo, mayKnowSession } from "../../services/secrecy/sight.ts";
import { grantStoreContract } from "../contract/grant-store.contract.ts";
import { requestStoreContract } from "../contract/request-store.contract.ts";
import { secrecyStoreContract } from "../contract/secrecy-store.contract.ts";
import { type Built, TODAY } from "../fixtures/secrecy-world.ts";
import { addUser, inEveryRole } from "../fixtures/every-role.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { filedItems } from "../fixtures/filed-items.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem, addRestricted } from "../fixtures/rows.ts";

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
    restrict: (item, from) => addRestricted(db, item, from),
    actions: async () => (await actions.from(0, 100)).map(({ subject }) => subject),
    close: async () => undefined,
  };
});

grantStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const add = async () => {
    const item = receivedItem({ deviceId });
    await addItem(db, item);
    return item.id;
  };
  const actions = createActionStore(db);
  return {
    ...{ store: createGrantStore(db), secrecy: new PostgresSecrecyStore(db) },
    ...{ items: new PostgresEvidenceStore(db), item: await add() },
    disabled: async () => {
      const id = await addUser(db, "officer");
      await sql`UPDATE users SET disabled_at = ${NOON} WHERE id = ${id}`.execute(db);
      return id;
    },
    filed: () => filedItems(new PostgresCaseStore(db), add),
    ...{ user: await addUser(db, "officer"), giver: await addUser(db, "admin") },
    told: async () => (await actions.from(0, 1_000)).length,
    close: async () => undefined,
  };
});

requestStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const add = async () => {
    const item = receivedItem({ deviceId });
    await addItem(db, item);
    return item.id;
  };
  const actions = createActionStore(db);
  const before = async () => (await actions.from(0, 1_000)).length;
  const { caseId, inside: item } = await filedItems(new PostgresCaseStore(db), add);
  const [asker, decider] = [await addUser(db, "officer"), await addUser(db, "records")];
  const atFirst = await before();
  return {
    ...{ store: createRequestStore(db), grants: createGrantStore(db) },
    ...{ secrecy: new PostgresSecrecyStore(db), asker, decider, item, caseId },
    told: async () => (await before()) - atFirst,
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
  // Of the two the level alone is reviewed, a year after it was received.
  const overdue = (day: string) =>
    countOverdueReviews(db, parseCalendarDate(day)!, reviewPeriods({}));
  expect([await overdue("2027-11-24"), await overdue("2027-11-25")]).toEqual([0, 1]);
});

test("for every role, clearance, label and assignment: listed, counted, opened and packed are as the rules say", async () => {
  const { db } = await emptiedDatabase();
  await inEveryRole(db, 20, (person, built) => compare(db, person, built));
}, 60_000);

/** No item of it is sealed: all of them wait. */
async function countsAlike(reviews: ReviewStore, sight: Sight, seen: readonly string[]) {
  const filter = { sight, awaits: "seal" } as const;
  const { entries } = await reviews.items({ after: null, limit: 100 }, filter);
  expect(entries.length).toBe(seen.length);
  const counted = { count: seen.length, isMore: false };
  expect(await reviews.countItems(filter, 100)).toEqual(counted);
  const first = await reviews.firstItem(filter);
  expect(first === null || seen.includes(first.id)).toBe(true);
  expect(first === null).toBe(seen.length === 0);
}

/** How often something is seen, and how often not; throws where two ways of asking differ. */
async function compare(
  db: Database,
  person: { readonly id: UserId; readonly role: Role },
  { itemIds, caseIds, packageIds, sessionIds, holdIds }: Built,
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
  for (const [at, id] of sessionIds.entries()) {
    const own = await secrecy.facts({ type: "session", id });
    const of = itemIds.filter((_, place) => place % sessionIds.length === at);
    const items = await Promise.all(of.map((item) => secrecy.facts({ type: "item", id: item })));
    if (mayKnowSession(sight, own, items)) known.add(id);
  }
  const [seenItems, seenCases] = [itemIds, caseIds].map((ids) => ids.filter((id) => known.has(id)));

  const hidden = await secrecy.hidden(sight, [...itemIds, ...caseIds]);
  expect([...itemIds, ...caseIds].filter((id) => !hidden.has(id))).toEqual([
    ...(seenItems ?? []),
    ...(seenCases ?? []),
  ]);
  const listed = await reviews.items(all, { sight });
  expect(listed.entries.map(({ id }) => id).toSorted()).toEqual(seenItems?.toSorted());
  const ids = listed.entries.map(({ id }) => id);
  await countsAlike(reviews, sight, ids);
  for (const { cases } of listed.entries) for (const { id } of cases) expect(known).toContain(id);
  const cases = await reviews.cases(all, undefined, sight);
  expect(cases.entries.map(({ id }) => id).toSorted()).toEqual(seenCases?.toSorted());
  for (const { id, itemCount } of cases.entries) {
    const inside = await reviews.items(all, { sight, caseId: id as CaseId });
    expect(itemCount).toBe(inside.entries.length);
  }
  const packages = await createPackageStore(db).page(null, 100, sight);
  const pairs = packageIds.filter((_, at) =>
    [itemIds[at], itemIds[at + 1] ?? itemIds[at]].every((id) => known.has(id ?? "")),
  );
  // The first ones tell of a session, too.
  const whole = pairs.filter((id) => {
    const session = sessionIds[packageIds.indexOf(id)];
    return session === undefined || known.has(session);
  });
  expect(packages.map(({ id }) => id).toSorted()).toEqual(whole.toSorted());
  const closed = await secrecy.hidden(sight, packageIds);
  expect(packageIds.filter((id) => !closed.has(id))).toEqual(whole);
  await compareMore(
    db,
    sight,
    { itemIds, caseIds, packageIds, sessionIds, holdIds },
    { known, pairs },
  );
  return { yes: known.size, no: itemIds.length + caseIds.length + sessionIds.length - known.size };
}

/** The same of sessions, holds, and what an item is of. `known` are items, cases and sessions, `pairs` the packages of which all items are. */
async function compareMore(
  db: Database,
  sight: Sight,
  { itemIds, caseIds, packageIds, sessionIds, holdIds }: Built,
  { known, pairs }: { readonly known: ReadonlySet<string>; readonly pairs: readonly string[] },
): Promise<void> {
  const [secrecy, sessions] = [new PostgresSecrecyStore(db), new PostgresSessionStore(db)];
  const ofCase = (_: unknown, at: number): boolean => known.has(caseIds[at] ?? "");
  const open = await sessions.page(null, 100, undefined, sight);
  const seenSessions = sessionIds.filter((id) => known.has(id));
  expect(open.map(({ session }) => session.id).toSorted()).toEqual(seenSessions.toSorted());
  for (const [at, id] of sessionIds.entries()) {
    const own = itemIds.filter(
      (item, place) => place % sessionIds.length === at && known.has(item),
    );
    const told = (await sessions.recordings(id, sight)).map(({ itemId }) => itemId);
    expect(told).toEqual(known.has(id) ? own : []);
  }
  const holds = await createHoldStore(db).page({}, TODAY, null, 100, sight);
  const seenHolds = holdIds.filter((_, at) =>
    at < caseIds.length
      ? ofCase(_, at)
      : pairs.includes(packageIds[at - caseIds.length] ?? newId<PackageId>()),
  );
  expect(holds.map(({ id }) => id).toSorted()).toEqual(seenHolds.toSorted());
  for (const { items } of holds) expect(items).toBe(itemIds.filter((id) => known.has(id)).length);
  const apart = await secrecy.hidden(sight, [...sessionIds, ...holdIds]);
  expect([...sessionIds, ...holdIds].filter((id) => !apart.has(id))).toEqual([
    ...seenSessions,
    ...seenHolds,
  ]);
  const hiddenCases = await secrecy.hiddenOf(sight, itemIds);
  for (const id of hiddenCases) expect(known).not.toContain(id);
  for (const id of sessionIds) expect(hiddenCases.has(id)).toBe(!known.has(id));
  for (const id of holdIds) expect(hiddenCases.has(id)).toBe(!seenHolds.includes(id));
  const [files, rounds] = [createCasefileStore(db), createLegalReviewStore(db)];
  for (const [at, caseId] of caseIds.entries()) {
    const open = known.has(sessionIds[at] ?? "");
    const kinds = (await rounds.heads(caseId, sight)).map(({ kind }) => kind);
    expect(kinds).toEqual(open ? ["submission", "opinion"] : []);
    expect((await files.document(caseId, null, sight)) !== null).toBe(open);
  }
}
