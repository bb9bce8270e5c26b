/** Items are found by what stands about them in PostgreSQL: each change leaves a mark, no mark is lost, and walls hold for every role. */
import { type RawBuilder, sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "../../infra/postgres/connection.ts";
import { createHoldStore } from "../../infra/postgres/hold-store.ts";
import { createSearchIndex } from "../../infra/postgres/search-index.ts";
import { createSearchStore } from "../../infra/postgres/search-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type HoldId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { countFound } from "../../services/search/count-found.ts";
import { findPage } from "../../services/search/find-items.ts";
import { keepIndex } from "../../services/search/keep-index.ts";
import type { SearchFilter } from "../../services/search/search-store.ts";
import type { Scope } from "../../services/search/narrowing.ts";
import { type Asked, askedOf } from "../../services/search/words.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { SEER } from "../contract/search-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { inEveryRole } from "../fixtures/every-role.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { TODAY } from "../fixtures/secrecy-world.ts";

let db: Database;
beforeEach(async () => {
  ({ db } = await emptiedDatabase());
});

const days = zoneDays("Asia/Shanghai");
const keep = (at = NOON) =>
  keepIndex({ index: createSearchIndex(db), days, clock: () => at }, AbortSignal.timeout(60_000));
const find = (q: string, filter?: SearchFilter, sight?: Sight) => asked(askedOf(q), filter, sight);
const within = (scope: Scope, words: string) => asked(askedOf(words, scope));
const asked = async (
  words: readonly Asked[],
  filter: SearchFilter = {},
  sight: Sight = SEER,
): Promise<readonly ItemId[]> => {
  const page = { after: null, limit: 100 };
  const question = { words, filter };
  const { found } = await findPage({ search: createSearchStore(db) }, question, sight, page);
  return found.map(({ itemId }) => itemId);
};
const run = (statement: RawBuilder<unknown>, on: Database = db) => statement.execute(on);

async function item(): Promise<ItemId> {
  const made = receivedItem({ deviceId: await addDevice(db) });
  await addItem(db, made);
  await keep();
  return made.id;
}

test("each change of an item and of what it belongs to is found once custody looked, and what was before is not", async () => {
  const id = await item();
  const [caseId, sessionId, userId, officerId, holdId] = Array.from({ length: 5 }, () => newId());
  const deviceId = sql`(SELECT device_id FROM items WHERE id = ${id})`;
  const changes: readonly [statement: RawBuilder<unknown>, finds: string, no?: string][] = [
    [
      sql`INSERT INTO annotations (id, item_id, body, made_at, made_by)
      VALUES (${newId()}, ${id}, '{"type":"marker","kind":"custom","atMs":0,"text":"出示证件"}', now(), 'process:test')`,
      "出示证件",
    ],
    [
      sql`UPDATE annotations SET ended_at = now(), ended_by = 'process:test', reason = '-'`,
      "A-17",
      "出示",
    ],
    [
      sql`INSERT INTO cases (id, number, title, created_at, created_by) VALUES (${caseId}, '琼综执罚〔2026〕000123号', '噪声', now(), '-')`,
      "A-17",
    ],
    [
      sql`INSERT INTO case_links (case_id, item_id, linked_at, linked_by) VALUES (${caseId}, ${id}, now(), '-')`,
      "噪声 000123",
    ],
    [
      sql`INSERT INTO case_parties (case_id, code, kind, name, entered_at, entered_by)
      VALUES (${caseId}, '当事人甲', 'person', '欧阳芳', now(), '-'), (${caseId}, '当事人乙', 'organisation', NULL, now(), '-')`,
      "欧阳芳 噪声",
    ],
    [
      sql`UPDATE case_parties SET ended_at = now(), ended_by = '-' WHERE name IS NOT NULL`,
      "噪声",
      "欧阳",
    ],
    [sql`UPDATE cases SET title = '扬尘'`, "扬尘", "噪声"],
    [
      sql`INSERT INTO recording_sessions (id, number, case_id, activities, officer_ids, flags, facts, revision, created_at, created_by)
      VALUES (${sessionId}, 'S-2026-9', NULL, '{}', '{}', '{}', '{"place":"第三询问室"}', 0, now(), '-')`,
      "A-17",
    ],
    [
      sql`INSERT INTO session_items (session_id, item_id, placed_at, placed_by) VALUES (${sessionId}, ${id}, now(), '-')`,
      "询问室 S-2026-9",
    ],
    [sql`UPDATE recording_sessions SET facts = '{"place":"第四询问室"}'`, "第四询问室", "第三"],
    [
      sql`INSERT INTO live_events (session_id, index, kind, at, by, code, words)
      VALUES (${sessionId}, 0, 'start', now(), ${userId}, NULL, '无关'), (${sessionId}, 1, 'marker', now(), ${userId}, NULL, '当场认错')`,
      "当场认错 S-2026-9",
      "无关",
    ],
    [
      sql`INSERT INTO users (id, name, display_name, role, password_hash, created_at) VALUES (${userId}, 'zw', '张伟', 'officer', '-', now())`,
      "A-17",
    ],
    [
      sql`INSERT INTO device_assignments (id, device_id, user_id, from_at, entered_at, entered_by)
      VALUES (${newId()}, ${deviceId}, ${userId}, '2026-01-01', now(), ${userId})`,
      "zhangwei",
    ],
    [
      sql`UPDATE users SET display_name = '李娜', staff_number = 'HK-0417', name = 'ln'`,
      "lina HK-0417",
      "张伟",
    ],
    [
      sql`INSERT INTO officers (id, created_at, user_id) VALUES (${officerId}, now(), ${userId})`,
      "lina",
    ],
    [
      sql`INSERT INTO officer_entries (id, officer_id, credential_no, name, unit, powers, valid_from, source, entered_at, entered_by)
      VALUES (${newId()}, ${officerId}, '46010099', '李 娜', '-', '{}', '2026-01-01', '-', now(), '-')`,
      "46010099",
    ],
    [sql`UPDATE recording_sessions SET officer_ids = ARRAY[${officerId}]::uuid[]`, "46010099"],
    [
      sql`UPDATE case_links SET unlinked_at = now(), unlinked_by = '-', reason = '-'`,
      "A-17",
      "扬尘",
    ],
    [sql`UPDATE items SET original_sha256 = repeat('3f9a1c0d', 8)`, "3f9a1c0d3f"],
  ];
  for (const [change, finds, no] of changes) {
    await run(change);
    await keep();
    expect(await find(finds), finds).toEqual([id]);
    if (no !== undefined) expect(await find(no), no).toEqual([]);
  }
  for (const name of ["46010099", "李娜", "ln", "lina", "HK-0417"])
    expect(await within("officer", name), name).toEqual([id]);
  expect(await within("place", "第四询问室")).toEqual([id]);
  for (const other of ["张伟", "询问室"]) expect(await within("officer", other)).toEqual([]);
  expect(await within("place", "李娜")).toEqual([]);
  await run(sql`UPDATE items SET stage = 'sealed', media_check = '{"verdict":"damaged"}'`);
  await run(sql`INSERT INTO retention (item_id, number, floor_until, is_open, conflict, unknown_activity, decision, decision_sha256, outcome_sha256, decided_at)
    VALUES (${id}, 1, '2026-11-30', false, false, false, '{}', '-', '-', now())`);
  await keep();
  expect(await find("", { verdict: "damaged", keeping: "kept", stage: "sealed" })).toEqual([id]);
  await keep("2026-12-01T00:00:00.000Z" as UtcInstant);
  expect(await find("", { keeping: "due" })).toEqual([id]);
  const document = { sha256: sha256("x"), object: { key: originalKey(newId()), versionId: "1" } };
  await createHoldStore(db).place(
    {
      ...{ id: holdId as HoldId, kind: "review", scope: { kind: "items", itemIds: [id] } },
      ...{ reason: "-", reviewOn: TODAY, placedAt: NOON, placedBy: userId as UserId },
      authority: { number: "17", mediaType: "application/pdf", sizeBytes: 4, ...document },
    },
    ANY_ACTION,
  );
  await run(
    sql`INSERT INTO held_items (hold_id, item_id, joined_at) VALUES (${holdId}, ${id}, now())`,
  );
  await keep();
  expect(await find("", { keeping: "held" })).toEqual([id]);
  // Who may not see holds is not told of one.
  const officer = { ...SEER, role: "officer" } as const;
  expect(await find("", { keeping: "held" }, officer)).toEqual([]);
});

test("what ended is found no more", async () => {
  const id = await item();
  await run(sql`SET session_replication_role = replica`);
  await run(sql`UPDATE items SET stage = 'disposing' WHERE id = ${id}`);
  await run(sql`RESET session_replication_role`);
  await createSearchIndex(db).markAll();
  await keep();
  expect(await find("A-17")).toEqual([]);
  expect((await run(sql`SELECT FROM search_items`)).rows).toEqual([]);
});

test("whatever is cut off between a change and its words, the mark is there until they are", async () => {
  const made = receivedItem({ deviceId: await addDevice(db) });
  await addItem(db, made);
  const index = createSearchIndex(db);
  const cut = index.take(10, () => {
    throw new Error("power cut");
  });
  await expect(cut).rejects.toThrow("power cut");
  expect(await index.backlog()).toMatchObject({ waiting: 1 });
  expect(await find("A-17")).toEqual([]);
  expect(await keep()).toBe(1);
  expect(await index.backlog()).toEqual({ waiting: 0, since: null });
  expect(await find("A-17")).toEqual([made.id]);
  // Twice is as good as once.
  await index.markAll();
  await keep();
  expect(await find("A-17")).toEqual([made.id]);
});

test("what changes while its words are made is found by the next look, and nobody waits for anybody", async () => {
  const id = await item();
  const note = (text: string) => sql`INSERT INTO annotations (id, item_id, body, made_at, made_by)
    VALUES (${newId()}, ${id}, ${JSON.stringify({ type: "marker", text })}, now(), '-')`;
  await db.transaction().execute(async (writer) => {
    await run(note("较早"), writer);
    await createSearchIndex(db).markAll();
    expect(await keep()).toBe(1);
    // While somebody else makes them, nothing is done.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('search', 0))`.execute(writer);
    await createSearchIndex(db).markAll();
    expect(await keep()).toBe(0);
  });
  expect(await find("较早")).toEqual([]);
  await keep();
  expect(await find("较早")).toEqual([id]);
});

test("for every role, clearance, label, assignment and grant: a word finds what may be known, by what may be known", async () => {
  const secrecy = new PostgresSecrecyStore(db);
  await inEveryRole(db, 50, async (person, { itemIds, caseIds, sessionIds }) => {
    await run(sql`INSERT INTO case_parties (case_id, code, kind, name, entered_at, entered_by)
      SELECT id, 'sought', 'person', 'party ' || id, now(), '-' FROM cases ON CONFLICT DO NOTHING`);
    await keep();
    const sight = await secrecy.sight(person, TODAY);
    const hidden = await secrecy.hidden(sight, [...itemIds, ...caseIds, ...sessionIds]);
    const tally = { yes: 0, no: 0 };
    const compare = async (
      source: string,
      { rows }: { readonly rows: readonly { readonly id: ItemId; readonly own: boolean }[] },
      { q = source, isShown = true } = {},
    ): Promise<void> => {
      const isOpen = isShown && !hidden.has(source);
      const known = rows.filter(({ id, own }) => !hidden.has(id) && (own || isOpen));
      expect((await find(q, {}, sight)).toSorted(), q).toEqual(
        known.map(({ id }) => id).toSorted(),
      );
      const question = { words: askedOf(q), filter: {} };
      const spread = await countFound({ search: createSearchStore(db) }, question, sight);
      expect(spread.count).toBe(known.length);
      expect(spread.facets.caseId.filter(({ value }) => hidden.has(value))).toEqual([]);
      tally.yes += known.length;
      tally.no += rows.length - known.length;
    };
    for (const id of caseIds) {
      const linked = await sql<{ id: ItemId; own: boolean }>`
        SELECT item_id AS id, false AS own FROM case_links WHERE case_id = ${id} AND unlinked_at IS NULL`.execute(
        db,
      );
      await compare(id, linked);
      const isShown = ["admin", "reviewer", "records", "legal"].includes(person.role);
      await compare(id, linked, { q: `party ${id}`, isShown });
    }
    for (const id of sessionIds) {
      // What a device declares stands on the item itself.
      await compare(
        id,
        await sql<{ id: ItemId; own: boolean }>`
          SELECT i.id, coalesce(i.other_metadata->>'session' = ${id}::text, false) AS own
            FROM session_members m JOIN items i ON i.id = m.item_id WHERE m.session_id = ${id}`.execute(
          db,
        ),
      );
    }
    return tally;
  });
}, 120_000);
