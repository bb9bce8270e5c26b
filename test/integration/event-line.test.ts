/** The line of events on a real PostgreSQL: numbered after commit, written with what it tells, and walled. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { appendAction } from "../../infra/postgres/action-store.ts";
import { type Database, connect } from "../../infra/postgres/connection.ts";
import { createEventLine } from "../../infra/postgres/event-line.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import type { Subject } from "../../services/actions/action.ts";
import type { EventSubject } from "../../services/events/event-line.ts";
import { EVENT_TYPES, type EventType, heardBy } from "../../services/events/event-type.ts";
import { beginAfter, followEvents } from "../../services/events/follow-events.ts";
import { EventWatch } from "../../services/events/line-watch.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type CaseId, newId } from "../../services/kernel/ids.ts";
import { eventLineContract } from "../contract/event-line.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { inEveryRole } from "../fixtures/every-role.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { hideItem, recordsSight } from "../fixtures/hidden-item.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";
import { TODAY } from "../fixtures/secrecy-world.ts";

async function addOne(db: Database) {
  const item = receivedItem({ deviceId: await addDevice(db) });
  await addItem(db, item);
  return item;
}

const published = async (db: Database, type: EventType, about: EventSubject, at = NOON) => {
  await db
    .insertInto("published_events")
    .values({
      ...{ type, at, item_id: about.itemId ?? null, case_id: about.caseId ?? null },
      ...{ session_id: about.sessionId ?? null, package_id: about.packageId ?? null },
      ...{ hold_id: about.holdId ?? null, batch_id: about.batchId ?? null },
    })
    .execute();
};

eventLineContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const by = await addPerson(db);
  return {
    line: createEventLine(db),
    publish: (type, about, at) => published(db, type, about, at),
    item: async () => (await addOne(db)).id,
    hide: (id) => hideItem(new PostgresSecrecyStore(db), id, by),
  };
});

test("numbers what was committed later behind what was committed before, whichever began first", async () => {
  const { db } = await emptiedDatabase();
  const line = createEventLine(db);
  const { id: itemId } = await addOne(db);
  const early = await db.startTransaction().execute();
  await early
    .insertInto("published_events")
    .values({ type: "item.received", at: NOON, item_id: itemId })
    .execute();
  await published(db, "item.sealed", { itemId });
  expect(await line.number()).toBe(1);
  const sight = recordsSight();
  const [first] = await line.between(sight, EVENT_TYPES, 0, 9);
  expect(first).toMatchObject({ sequence: 1, type: "item.sealed" });
  await early.commit().execute();
  expect(await line.number()).toBe(2);
  expect(await line.between(sight, EVENT_TYPES, 1, 9)).toMatchObject([
    { sequence: 2, type: "item.received" },
  ]);
});

test("is written with the custody event and the action that it tells, or not at all", async () => {
  const { db } = await emptiedDatabase();
  const line = createEventLine(db);
  const item = await addOne(db);
  const evidence = new PostgresEvidenceStore(db);
  const caseId = newId<CaseId>();
  const said = { at: NOON, actor: "process:test" } as const;
  await evidence.record(item.id, { ...said, happening: { kind: "verified", data: {} } });
  // Who looked is told to nobody.
  await evidence.record(item.id, { ...said, happening: { kind: "accessed", data: {} } });
  await evidence.record(item.id, { ...said, happening: { kind: "linked", data: { caseId } } });
  const act = (subject: Subject) => ({
    ...{ ...said, kind: "case-created" as const, subject, before: null, after: { title: "x" } },
    reason: null,
  });
  await db.transaction().execute((one) => appendAction(one, act(`case:${caseId}`)));
  const failing = db.transaction().execute(async (one) => {
    await appendAction(one, act(`case:${newId<CaseId>()}`));
    throw new Error("the power went");
  });
  await expect(failing).rejects.toThrow("the power went");
  await line.number();
  const told = await line.between(recordsSight(), EVENT_TYPES, 0, 9);
  expect(told.map(({ at: _at, ...rest }) => rest)).toEqual([
    { sequence: 1, type: "item.verified", itemId: item.id },
    { sequence: 2, type: "item.linked", itemId: item.id, caseId },
    { sequence: 3, type: "case.created", caseId },
  ]);
});

test("for every role, clearance, label, assignment and grant: what is hidden is not told of", async () => {
  const { db } = await emptiedDatabase();
  const secrecy = new PostgresSecrecyStore(db);
  const line = createEventLine(db);
  await inEveryRole(db, 50, async (person, built) => {
    await sql`TRUNCATE published_events`.execute(db);
    for (const itemId of built.itemIds) await published(db, "item.sealed", { itemId });
    for (const caseId of built.caseIds) await published(db, "case.changed", { caseId });
    for (const sessionId of built.sessionIds) await published(db, "session.opened", { sessionId });
    for (const packageId of built.packageIds) {
      await published(db, "package.prepared", { packageId });
    }
    for (const holdId of built.holdIds) await published(db, "hold.placed", { holdId });
    const last = await line.number();
    const sight = await secrecy.sight(person, TODAY);
    const all = Object.values(built).flat() as string[];
    const hidden = await secrecy.hidden(sight, all);
    const told = await line.between(sight, EVENT_TYPES, 0, last);
    const idOf = ({ sequence: _s, type: _t, at: _a, ...ids }: (typeof told)[number]) =>
      Object.values(ids);
    expect(told.flatMap(idOf).toSorted()).toEqual(all.filter((id) => !hidden.has(id)).toSorted());
    const heard = await line.between(sight, heardBy(sight.role), 0, last);
    const isAbout = (of: string) => heard.some(({ type }) => type.startsWith(of));
    if (person.role === "officer")
      expect([isAbout("hold."), isAbout("package.")]).toEqual([false, false]);
    if (person.role === "guest") expect(heard).toEqual([]);
    return { yes: all.length - hidden.size, no: hidden.size };
  });
}, 60_000);

test("two nodes tell the same line: who leaves one goes on at the other, without loss or repeat", async () => {
  const fresh = await freshDatabase();
  const { url, connection } = fresh;
  const other = connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 4 });
  const { id: itemId } = await addOne(connection.db);
  const known = recordsSight();
  const heardAt = async (db: Database, after: number, count: number): Promise<number[]> => {
    const line = createEventLine(db);
    const left = new AbortController();
    const watch = new EventWatch(line, () => undefined);
    const numbers: number[] = [];
    const listener = { sight: async () => known, signal: left.signal };
    for await (const { events } of followEvents({ line, watch }, after, listener)) {
      numbers.push(...events.map(({ sequence }) => sequence));
      if (numbers.length >= count) break;
    }
    left.abort();
    return numbers;
  };
  const first = heardAt(other.db, 0, 2);
  await published(connection.db, "item.received", { itemId });
  await published(connection.db, "item.verified", { itemId });
  expect(await first).toEqual([1, 2]);
  await published(other.db, "item.sealed", { itemId });
  expect(await heardAt(connection.db, 2, 1)).toEqual([3]);
  await other.pool.end();
  await fresh.drop();
});

test("what leaves the line between the look at its floor and the reading of it is no silent hole", async () => {
  const fresh = await freshDatabase();
  const { url, connection } = fresh;
  const other = connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 4 });
  try {
    const { id: itemId } = await addOne(connection.db);
    for (let at = 0; at < 4; at += 1) await published(connection.db, "item.sealed", { itemId });
    const [line, node] = [createEventLine(connection.db), createEventLine(other.db)];
    const from = await beginAfter(line, 1);
    const watch = new EventWatch(line, () => undefined);
    const left = new AbortController();
    const forgetting = async () => {
      // The last that is asked before the line is read.
      expect(await node.forget(plusMs(NOON, 1), 2)).toBe(2);
      return recordsSight();
    };
    const listener = { sight: forgetting, signal: left.signal };
    const heard = followEvents({ line, watch }, from, listener);
    await expect(heard.next()).rejects.toMatchObject({
      ...{ code: "events/forgotten", facts: { after: 1, forgotten: 2 } },
    });
    await expect(beginAfter(line, 1)).rejects.toMatchObject({ code: "events/forgotten" });
    left.abort();
    watch.close();
  } finally {
    await other.pool.end();
    await fresh.drop();
  }
});
