/** The store of retention on a real PostgreSQL; its triggers mark what changes. */
import { expect, it } from "vitest";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createRetentionStore } from "../../infra/postgres/retention-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { type CaseId, type SessionId, newId } from "../../services/kernel/ids.ts";
import { retentionStoreContract } from "../contract/retention-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addLinkedCase } from "../fixtures/filed-rows.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

async function fresh() {
  const { pool, db } = await emptiedDatabase();
  return { pool, db, store: createRetentionStore(db) };
}

retentionStoreContract("PostgreSQL", async () => {
  const { pool, db, store } = await fresh();
  return {
    store,
    items: new PostgresEvidenceStore(db),
    add: async (item) => {
      await addDevice(db, { id: item.deviceId });
      await addItem(db, item);
    },
    link: (itemId, file) => addLinkedCase(pool, itemId, file, NOON),
    flag: async (itemId, flag, at) => {
      await pool.query(
        "INSERT INTO item_flags (item_id, flag, set_at, set_by, reason) VALUES ($1, $2, $3, 'user:x', 'r')",
        [itemId, flag, at],
      );
    },
    unflag: async (itemId, flag) => {
      await pool.query(
        "UPDATE item_flags SET ended_at = set_at, ended_by = 'user:x', end_reason = 'r' WHERE item_id = $1 AND flag = $2",
        [itemId, flag],
      );
    },
    tell: async (told, on) => {
      await pool.query(
        `INSERT INTO told_conditions (item_id, case_id, condition, came_on, authority, told_at, told_by)
         VALUES ($1, $2, 'proceedings-over', $3, 'a', $4, 'user:x')`,
        ["itemId" in told ? told.itemId : null, "caseId" in told ? told.caseId : null, on, NOON],
      );
    },
    askLock: async (itemId, at) => {
      await pool.query("UPDATE retention SET lock_at = $2 WHERE item_id = $1", [itemId, at]);
    },
    receipt: async (itemId, lockedUntil) => {
      await pool.query(
        "INSERT INTO receipts (item_id, statement, signature, proof) VALUES ($1, $2, '', '')",
        [itemId, JSON.stringify({ lockedUntil })],
      );
    },
    close: async () => undefined,
  };
});

it("marks an item when it is sealed, put to a case, taken from it, or its case changes; and no other", async () => {
  const { pool, db, store } = await fresh();
  const item = receivedItem({ stage: "verified" });
  const other = receivedItem({ stage: "sealed" });
  for (const each of [item, other]) {
    await addDevice(db, { id: each.deviceId });
    await addItem(db, each);
  }
  const marked = async (): Promise<unknown> => {
    const { marks, items } = await store.marked(10);
    await store.clearMarks(marks);
    return items.map(({ itemId }) => itemId);
  };
  expect(await marked()).toEqual([]);
  await pool.query("UPDATE items SET stage = 'sealed' WHERE id = $1", [item.id]);
  expect(await marked()).toEqual([item.id]);
  const caseId = newId<CaseId>();
  await pool.query(
    "INSERT INTO cases (id, number, title, created_at, created_by) VALUES ($1, 'n', 't', now(), 'user:x')",
    [caseId],
  );
  await pool.query(
    "INSERT INTO case_links (case_id, item_id, linked_at, linked_by) VALUES ($1, $2, now(), 'user:x')",
    [caseId, item.id],
  );
  expect(await marked()).toEqual([item.id]);
  await pool.query("UPDATE cases SET title = title");
  expect(await marked()).toEqual([]);
  await pool.query("UPDATE cases SET closed_on = '2026-03-01', outcome = 'evidence-used'");
  expect(await marked()).toEqual([item.id]);
  await pool.query(
    "UPDATE case_links SET unlinked_at = now(), unlinked_by = 'user:x', reason = 'r'",
  );
  expect(await marked()).toEqual([item.id]);
  // Nobody who reaches the table alone can shorten a promise, or forget it.
  await pool.query(
    `INSERT INTO retention (item_id, number, floor_until, is_open, conflict, unknown_activity, decision, decision_sha256,
       outcome_sha256, decided_at) VALUES ($1, 1, 'infinity', false, false, false, '', '', '', now())`,
    [item.id],
  );
  for (const attempt of [
    "UPDATE retention SET floor_until = '2100-01-01'",
    "UPDATE retention SET number = 0",
    "DELETE FROM retention",
  ]) {
    await expect(pool.query(attempt), attempt).rejects.toThrow(/never gets shorter|not forgotten/);
  }
});

it("holds the store to the locks of those objects alone that were locked", async () => {
  const { pool, db, store } = await fresh();
  const item = receivedItem({ stage: "sealed" });
  await addDevice(db, { id: item.deviceId });
  await addItem(db, item);
  for (const part of ["original/media", "original/manifest", "web/media"]) {
    await pool.query(
      "INSERT INTO fixity_targets (name, item_id, last_read_at) VALUES ($1, $2, now())",
      [`item/${item.id}/${part}`, item.id],
    );
  }
  const due = { itemId: item.id, number: 1, floor: "permanent", open: false, asked: NOON } as const;
  const parts = [
    { subject: "original", part: "media" },
    { subject: "original", part: "manifest" },
  ] as const;
  const until = "2036-11-24T12:00:00.000Z" as UtcInstant;
  await store.locked(due, { parts, mode: "compliance", until, next: null });
  const { rows } = await pool.query(
    "SELECT split_part(name, '/', 3) || '/' || split_part(name, '/', 4) AS part, lock_mode FROM fixity_targets ORDER BY name",
  );
  expect(rows).toEqual([
    { part: "original/manifest", lock_mode: "compliance" },
    { part: "original/media", lock_mode: "compliance" },
    { part: "web/media", lock_mode: null },
  ]);
});

it("reads flags and activities of the session that it was placed in, or that its device declared, and marks what changes there", async () => {
  const { pool, db, store } = await fresh();
  const declared = { ...receivedItem().announced, other: { session: "S-1" } };
  const item = receivedItem({ stage: "sealed", announced: declared });
  await addDevice(db, { id: item.deviceId });
  await addItem(db, item);
  const facts = async (): Promise<unknown> => {
    const { marks, items } = await store.marked(10);
    await store.clearMarks(marks);
    return items.map(({ flags, sessionActivities }) => [
      flags.map(({ flag }) => flag),
      sessionActivities,
    ]);
  };
  const session = async (number: string, flags: string[], activities: string[]) => {
    const id = newId<SessionId>();
    await pool.query(
      `INSERT INTO recording_sessions (id, number, activities, officer_ids, flags, facts, revision, created_at, created_by)
       VALUES ($1, $2, $3, '{}', $4, '{}', 0, now(), 'user:x')`,
      [id, number, activities, flags],
    );
    return id;
  };
  const first = await session("S-1", ["obstruction"], ["HN-01"]);
  expect(await facts()).toEqual([[["obstruction"], ["HN-01"]]]);
  await pool.query("UPDATE recording_sessions SET revision = 1");
  expect(await facts()).toEqual([]);
  await pool.query("UPDATE recording_sessions SET flags = '{complex}' WHERE id = $1", [first]);
  expect(await facts()).toEqual([[["complex"], ["HN-01"]]]);
  const second = await session("S-2", ["complaint"], ["HN-06"]);
  expect(await facts()).toEqual([]);
  await pool.query(
    "INSERT INTO session_items (session_id, item_id, placed_at, placed_by) VALUES ($1, $2, now(), 'user:x')",
    [second, item.id],
  );
  expect(await facts()).toEqual([[["complaint"], ["HN-06"]]]);
  await pool.query("UPDATE session_items SET ended_at = now(), ended_by = 'user:x', reason = 'r'");
  expect(await facts()).toEqual([[[], []]]);
});

it("reads when its session ended and what was classified, of it, its session or its case, and marks both", async () => {
  const { pool, db, store } = await fresh();
  const item = receivedItem({ stage: "sealed" });
  await addDevice(db, { id: item.deviceId });
  await addItem(db, item);
  const facts = async (): Promise<unknown> => {
    const { marks, items } = await store.marked(10);
    await store.clearMarks(marks);
    return items.map(({ session, classifiedOn }) => [session, classifiedOn]);
  };
  expect((await store.factsOf(item.id))?.session).toBeNull();
  const [sessionId, caseId] = [newId<SessionId>(), newId<CaseId>()];
  await pool.query(
    `INSERT INTO recording_sessions (id, number, activities, officer_ids, flags, facts, revision, created_at, created_by)
     VALUES ($1, 'S-9', '{}', '{}', '{}', '{"stoppedAt":null}', 0, now(), 'user:x')`,
    [sessionId],
  );
  await pool.query(
    "INSERT INTO session_items (session_id, item_id, placed_at, placed_by) VALUES ($1, $2, now(), 'user:x')",
    [sessionId, item.id],
  );
  await pool.query(
    "INSERT INTO cases (id, number, title, created_at, created_by) VALUES ($1, 'n', 't', now(), 'user:x')",
    [caseId],
  );
  await pool.query(
    "INSERT INTO case_links (case_id, item_id, linked_at, linked_by) VALUES ($1, $2, now(), 'user:x')",
    [caseId, item.id],
  );
  expect(await facts()).toEqual([[{ stoppedAt: null }, []]]);
  await pool.query(
    `UPDATE recording_sessions SET facts = '{"stoppedAt":"2026-03-01T08:00:00.000Z"}'`,
  );
  const session = { stoppedAt: "2026-03-01T08:00:00.000Z" };
  expect(await facts()).toEqual([[session, []]]);
  const label = (of: string, id: string, [kind, status, on]: readonly [string, string, string]) =>
    pool.query(
      `INSERT INTO secrecy_labels (id, ${of}, kind, status, issued_on, basis, set_at, set_by)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, 'b', now(), 'user:x')`,
      [id, kind, status, on],
    );
  await label("item_id", item.id, ["secret", "proposed", "2026-01-01"]);
  expect(await facts()).toEqual([]);
  await label("item_id", item.id, ["work", "confirmed", "2026-01-02"]);
  expect(await facts()).toEqual([[session, []]]);
  await pool.query("UPDATE secrecy_labels SET status = 'confirmed'");
  expect(await facts()).toEqual([[session, ["2026-01-01"]]]);
  await label("session_id", sessionId, ["top-secret", "confirmed", "2026-01-03"]);
  expect(await facts()).toEqual([[session, ["2026-01-01", "2026-01-03"]]]);
  await label("case_id", caseId, ["highly-secret", "confirmed", "2026-01-04"]);
  expect(await facts()).toEqual([[session, ["2026-01-01", "2026-01-03", "2026-01-04"]]]);
});

it("has a case that is taken up again wait anew, whatever was told of its end before; that it is not over stands", async () => {
  const { pool, db, store } = await fresh();
  const item = receivedItem({ stage: "sealed" });
  await addDevice(db, { id: item.deviceId });
  await addItem(db, item);
  const caseId = newId<CaseId>();
  await pool.query(
    "INSERT INTO cases (id, number, title, created_at, created_by) VALUES ($1, 'n', 't', now(), 'user:x')",
    [caseId],
  );
  await pool.query(
    "INSERT INTO case_links (case_id, item_id, linked_at, linked_by) VALUES ($1, $2, now(), 'user:x')",
    [caseId, item.id],
  );
  const tell = (on: string | null) =>
    pool.query(
      `INSERT INTO told_conditions (case_id, condition, came_on, authority, told_at, told_by)
       VALUES ($1, 'proceedings-over', $2, 'a', clock_timestamp(), 'user:x')`,
      [caseId, on],
    );
  const close = (on: string | null) =>
    pool.query("UPDATE cases SET closed_on = $1, outcome = $2", [
      ...[on, on === null ? null : "evidence-used"],
    ]);
  const over = async () => (await store.factsOf(item.id))?.cases[0]?.proceedingsOver;
  await tell("2026-03-01");
  await close("2026-03-01");
  await close("2026-03-02");
  expect(await over()).toEqual({ on: "2026-03-01" });
  await close(null);
  expect(await over()).toBeNull();
  await tell("2026-04-01");
  expect(await over()).toEqual({ on: "2026-04-01" });
  await close("2026-04-01");
  await tell(null);
  await close(null);
  expect(await over()).toEqual({ on: null });
});
