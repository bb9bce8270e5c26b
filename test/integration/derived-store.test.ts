/** The DerivedStore on PostgreSQL keeps the port's promises; and what was made of recordings is hidden and kept as these are. */
import { expect, it } from "vitest";
import { sql } from "kysely";
import { askAs } from "../../infra/postgres/ask-as.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { createDerivedStore } from "../../infra/postgres/derived-store.ts";
import { createRetentionStore } from "../../infra/postgres/retention-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { PostgresUploadStore } from "../../infra/postgres/upload-store.ts";
import { seesItem } from "../../infra/postgres/walls.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem } from "../../services/cases/link-item.ts";
import type { DerivedRequest } from "../../services/derived/derived-request.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type ItemId,
  type LabelId,
  type LiveChannelId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import type { Role } from "../../services/access/permission.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import { derivedStoreContract } from "../contract/derived-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, TODAY, receivedItem, tickingClock } from "../fixtures/evidence.ts";
import { addUser } from "../fixtures/every-role.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";
import { atMost, openedUpload } from "../fixtures/uploads.ts";

async function house() {
  const { db, pool } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const by = await addPerson(db);
  const clock = tickingClock();
  const cases = new PostgresCaseStore(db);
  let sessions = 0;
  return {
    ...{ db, pool, cases, by, store: createDerivedStore(db) },
    addItem: async () => {
      const item = receivedItem({ deviceId });
      await addItem(db, item);
      return item.id;
    },
    wordsLeft: async () => {
      const { rows } = await pool.query("SELECT FROM derived_requests WHERE words IS NOT NULL");
      return rows.length;
    },
    addPerson: () => addPerson(db),
    addSession: async () => {
      const recordingSessions = new PostgresSessionStore(db);
      sessions += 1;
      return (await openSession({ recordingSessions, clock }, by, { number: `S-${sessions}` })).id;
    },
    link: async (number: string, itemId: ItemId) => {
      const { id } = await createCase({ cases, clock, today: () => TODAY }, by, {
        number,
        title: "t",
      });
      await linkItem({ cases, clock }, by, id, itemId);
      return id;
    },
    begin: (id: ItemId) =>
      new PostgresUploadStore(pool).create(openedUpload({ id, deviceId }), atMost(9), null),
    told: async () => {
      const { rows } = await pool.query<{ kind: string }>(
        "SELECT kind FROM actions WHERE kind LIKE 'de%' ORDER BY index",
      );
      return rows.map(({ kind }) => kind);
    },
    close: () => Promise.resolve(),
  };
}

derivedStoreContract("PostgreSQL", house);

/** Made of two items: of a third one that is made of these, too. */
async function madeOfTwo() {
  const world = await house();
  const inputs = [await world.addItem(), await world.addItem()];
  const made = await world.addItem();
  const request: DerivedRequest = {
    ...{ id: made, kind: "joined", sessionId: null, purposeKind: "evidence", purpose: "庭审" },
    ...{ askedBy: world.by, askedAt: NOON, words: null },
    parameters: { channelId: newId<LiveChannelId>(), track: "", firstTake: 1, lastTake: 2 },
    inputs: inputs.map((itemId) => ({ itemId, sha256: sha256("x"), begunAt: null })),
    announced: {
      ...{ filename: "", mediaType: "", recordedAt: null },
      ...{ sessionNumber: null, caseNumber: null, activity: null },
    },
  };
  await world.store.ask(request, ANY_ACTION);
  const secrecy = new PostgresSecrecyStore(world.db);
  const person = async (role: Role): Promise<{ id: UserId; role: Role }> => ({
    id: await addUser(world.db, role),
    role,
  });
  /** By the mask, the wall in a statement, and the rows that PostgreSQL shows. */
  const sees = async (who: { id: UserId; role: Role }, id: ItemId) => {
    const sight = await secrecy.sight(who, TODAY);
    const mask = !(await secrecy.hidden(sight, [id])).has(id);
    const wall = await sql<{
      id: string;
    }>`SELECT id FROM items WHERE id = ${id} AND ${seesItem(sight, sql`id`)}`.execute(world.db);
    const rows = await askAs(world.db, sight, (as) =>
      sql`SELECT id FROM items WHERE id = ${id}`.execute(as),
    );
    const lists = await world.store.madeOf(inputs[0] ?? id, sight, 9);
    return { mask, wall: wall.rows.length > 0, rows: rows.rows.length > 0, list: lists.length > 0 };
  };
  const all = (is: boolean) => ({ mask: is, wall: is, rows: is, list: is });
  return { ...world, secrecy, inputs, made, person, sees, all };
}

it("is seen by those who see all inputs: by labels, and by the people of their cases", async () => {
  const { sees, all, person, made, inputs, link, db, pool } = await madeOfTwo();
  const [one = made, two = made] = inputs;
  const [officer, other, auditor] = [
    await person("officer"),
    await person("officer"),
    await person("auditor"),
  ];
  for (const who of [officer, other, auditor]) expect(await sees(who, made)).toEqual(all(true));
  // Two cases, each of other people: nobody but both sees what was made of both.
  const [first, second] = [await link("A-1", one), await link("A-2", two)];
  const set = (caseId: string, who: { id: UserId }) =>
    pool.query(
      "INSERT INTO case_people (case_id, user_id, set_at, set_by) VALUES ($1, $2, now(), 'process:test')",
      [caseId, who.id],
    );
  await set(first, officer);
  await set(second, other);
  for (const who of [officer, other])
    expect(await sees(who, made)).toMatchObject({ ...all(false), list: false });
  expect(await sees(auditor, made)).toEqual(all(true));
  await set(second, officer);
  expect(await sees(officer, made)).toEqual(all(true));
  // A secret of one of them is one of it.
  await db
    .insertInto("secrecy_labels")
    .values({
      ...{ id: newId<LabelId>(), item_id: two, case_id: null, kind: "secret", status: "confirmed" },
      ...{
        until: null,
        issued_on: "2020-01-01",
        condition: null,
        basis: "-",
        report_by: null,
        scope: null,
      },
      ...{
        set_at: NOON,
        set_by: "process:test",
        ended_at: null,
        ended_by: null,
        end_reason: null,
        version: 0,
      },
    })
    .execute();
  for (const who of [officer, auditor]) expect(await sees(who, made)).toEqual(all(false));
});

it("is kept as long as what it was made of: its cases, flags and floors count, and a change of them is looked at", async () => {
  const { made, inputs, link, db, pool, secrecy } = await madeOfTwo();
  const [one = made] = inputs;
  await pool.query("UPDATE items SET stage = 'sealed'");
  await pool.query("UPDATE items SET recorded_at = received_at - interval '1 day' WHERE id <> $1", [
    made,
  ]);
  const retention = createRetentionStore(db);
  const before = await retention.factsOf(made);
  expect(before).toMatchObject({ cases: [], sourcesFloor: null });
  await pool.query("DELETE FROM retention_marks");
  const caseId = await link("A-1", one);
  const { items } = await retention.marked(9);
  expect(items.map(({ itemId }) => itemId).toSorted()).toEqual([one, made].toSorted());
  await pool.query(
    `INSERT INTO retention (item_id, number, floor_until, is_open, conflict, unknown_activity, decision, decision_sha256, outcome_sha256, decided_at)
     VALUES ($1, 1, '2099-01-01', false, false, false, '{}', 'x', 'x', now())`,
    [one],
  );
  expect(await retention.factsOf(made)).toMatchObject({
    ...{ cases: [{ caseId }], sourcesFloor: "2099-01-01" },
    recordedAt: (await retention.factsOf(one))?.recordedAt,
  });
  expect(await secrecy.sourcesOf([made, one])).toEqual(inputs.toSorted());
});
