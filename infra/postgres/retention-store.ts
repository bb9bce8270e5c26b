/** RetentionStore on PostgreSQL. A floor that falls is refused by the table itself. */
import { sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { targetName } from "../../services/fixity/target.ts";
import type { RetentionPass, RetentionStore } from "../../services/retention/retention-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { factsWhere } from "./retention-facts.ts";
import { untilOf } from "./retention-rows.ts";
import { saveDecisions, saveLooks } from "./retention-save.ts";
import { survey } from "./retention-survey.ts";

export const createRetentionStore = (db: Database): RetentionStore => ({
  ...marksIn(db),
  survey: () => survey(db),
  ...decisionsIn(db),
  ...locksIn(db),
  ...passIn(db),
});

type Part<Name extends keyof RetentionStore> = Pick<RetentionStore, Name>;

const marksIn = (db: Database): Part<"page" | "factsOf" | "marked" | "clearMarks" | "mark"> => ({
  page: (after, limit) => factsWhere(db, sql`i.position > ${after}`, limit),
  factsOf: async (itemId) => (await factsWhere(db, sql`i.id = ${itemId}`, 1))[0] ?? null,

  async marked(limit) {
    const oldest = db.selectFrom("retention_marks").selectAll().orderBy("id").limit(limit);
    const rows = await ask(() => oldest.execute());
    const ids = [...new Set(rows.map(({ item_id: itemId }) => itemId))];
    const items =
      ids.length === 0 ? [] : await factsWhere(db, sql`i.id = ANY(${ids}::uuid[])`, limit);
    return { marks: rows.map(({ id }) => id), items };
  },

  async clearMarks(marks) {
    if (marks.length === 0) return;
    await ask(() => db.deleteFrom("retention_marks").where("id", "in", marks).execute());
  },

  async mark(itemIds) {
    const rows = itemIds.map((itemId) => ({ item_id: itemId }));
    await ask(() => db.insertInto("retention_marks").values(rows).execute());
  },
});

const decisionsIn = (
  db: Database,
): Part<"save" | "saveLooks" | "decisionOf" | "notEntered" | "entered"> => ({
  saveLooks: (looks) => ask(() => saveLooks(db, looks)),

  save: (decisions) =>
    ask(() => db.transaction().execute((transaction) => saveDecisions(transaction, decisions))),

  async decisionOf(itemId) {
    const row = await ask(() =>
      db
        .selectFrom("retention")
        .select([
          "number",
          "decision",
          "decision_sha256",
          "decided_at",
          "locked_until",
          "review_on",
        ])
        .where("item_id", "=", itemId)
        .executeTakeFirst(),
    );
    if (row === undefined) return null;
    const { number, decision: text, decision_sha256: sha256 } = row;
    const lockedUntil = maybeInstant(row.locked_until);
    const reviewOn = row.review_on;
    return { number, text, sha256, at: utcInstant(row.decided_at), lockedUntil, reviewOn };
  },

  async notEntered(limit) {
    const { rows } = await ask(() =>
      sql<{ item_id: ItemId; number: number; floor: string; sha256: Sha256 }>`
        SELECT item_id, number, floor_until::text AS floor, decision_sha256 AS sha256 FROM retention_told
         WHERE NOT is_entered ORDER BY item_id, number LIMIT ${limit}`.execute(db),
    );
    return rows.map(({ item_id: itemId, number, floor, sha256 }) => ({
      ...{ itemId, number, sha256, floor: untilOf(floor) },
    }));
  },

  async entered({ itemId, number }) {
    const update = db.updateTable("retention_told").set({ is_entered: true });
    await ask(() => update.where("item_id", "=", itemId).where("number", "=", number).execute());
  },
});

const locksIn = (db: Database): Part<"knownLocks" | "locksDue" | "locked" | "putOff"> => ({
  async knownLocks(itemIds) {
    const { rows } = await ask(() =>
      sql<{ item_id: ItemId; until: Date }>`
        SELECT * FROM (
          SELECT i.id AS item_id,
                 coalesce(r.locked_until, (s.statement::jsonb->>'lockedUntil')::timestamptz) AS until
            FROM items i LEFT JOIN retention r ON r.item_id = i.id LEFT JOIN receipts s ON s.item_id = i.id
           WHERE i.id = ANY(${itemIds}::uuid[])) known WHERE until IS NOT NULL`.execute(db),
    );
    return new Map(rows.map(({ item_id: itemId, until }) => [itemId, utcInstant(until)]));
  },

  async locksDue(now, limit) {
    const { rows } = await ask(() =>
      sql<{ item_id: ItemId; number: number; floor: string; is_open: boolean; asked: string }>`
        SELECT item_id, number, floor_until::text AS floor, is_open, lock_at::text AS asked FROM retention
         WHERE lock_at <= ${now}::timestamptz ORDER BY lock_at LIMIT ${limit}`.execute(db),
    );
    return rows.map(({ item_id: itemId, number, floor, is_open: open, asked }) => ({
      ...{ itemId, number, open, asked, floor: untilOf(floor) },
    }));
  },

  locked: ({ itemId, number, asked }, { parts, mode, until, next }) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        await sql`
          UPDATE retention SET locked_until = greatest(locked_until, ${until}::timestamptz),
                 lock_at = CASE WHEN number = ${number} AND lock_at = ${asked}::timestamptz THEN ${next}::timestamptz ELSE lock_at END
           WHERE item_id = ${itemId}`.execute(transaction);
        const names = parts.map((part) => targetName({ kind: "sealed", itemId, ...part }));
        // What was read back here counts as seen: the audit finds a lock that is taken away later.
        await sql`
          UPDATE fixity_targets SET locked_until = greatest(locked_until, ${until}::timestamptz),
                 lock_mode = CASE WHEN lock_mode = 'compliance' THEN lock_mode ELSE ${mode} END
           WHERE name = ANY(${names})`.execute(transaction);
      }),
    ),

  putOff: ({ itemId, number, asked }, until) =>
    ask(async () => {
      const update = db.updateTable("retention").set({ lock_at: until });
      const ofItem = update.where("item_id", "=", itemId).where("number", "=", number);
      await ofItem.where(sql<boolean>`lock_at = ${asked}::timestamptz`).execute();
    }),
});

const passIn = (db: Database): Part<"pass" | "savePass"> => ({
  async pass() {
    const row = await ask(() => db.selectFrom("retention_pass").selectAll().executeTakeFirst());
    if (row === undefined) return null;
    const { basis, after } = row;
    return {
      ...{ basis, after, beganAt: utcInstant(row.began_at) },
      endedAt: maybeInstant(row.ended_at),
    };
  },

  savePass: (before, after) => ask(() => savePass(db, before, after)),
});

async function savePass(
  db: Database,
  before: RetentionPass | null,
  { basis, after, beganAt, endedAt }: RetentionPass,
): Promise<boolean> {
  const row = { basis, after, began_at: beganAt, ended_at: endedAt };
  if (before === null) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("retention_pass")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await db
    .updateTable("retention_pass")
    .set(row)
    .where("basis", "=", before.basis)
    .where("after", "=", before.after)
    .where("began_at", "=", sql<Date>`${before.beganAt}::timestamptz`)
    .where("ended_at", before.endedAt === null ? "is" : "is not", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
