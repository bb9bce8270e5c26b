/** Items come into holds and leave them, each with its custody event in one transaction. */
import { type Transaction, sql } from "kysely";
import type { HoldStore } from "../../services/holds/hold-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { HoldId, ItemId } from "../../services/kernel/ids.ts";
import { assert } from "../../services/kernel/refusal.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { holdOf, releaseOf } from "./hold-rows.ts";
import type { Tables } from "./tables.ts";

interface Member {
  readonly hold_id: HoldId;
  readonly item_id: ItemId;
}

export async function joinHolds(
  db: Database,
  ...[now, queriesBefore, limit, tell]: Parameters<HoldStore["join"]>
): Promise<number> {
  const queries = await dueQueries(db, queriesBefore);
  const members = await waiting(db, queries, limit);
  let joined = 0;
  for (const member of members) {
    joined += await withItem(db, member.item_id, async (transaction) => {
      const row = await holdRow(transaction, member.hold_id);
      if (row.released_at !== null) return 0;
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto("held_items")
        .values({ ...member, joined_at: now })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return 0;
      await makeDue(transaction, member.item_id, now);
      await appendEvent(transaction, member.item_id, tell(holdOf(row)));
      return 1;
    });
  }
  // Of a query that matched more than were taken, the rest is looked for in the next round.
  if (members.length < limit && queries.length > 0) {
    const seen = db.updateTable("holds").set({ evaluated_at: now }).where("id", "in", queries);
    await ask(() => seen.execute());
  }
  return joined;
}

export async function leaveHolds(
  db: Database,
  ...[now, limit, tell]: Parameters<HoldStore["leave"]>
): Promise<number> {
  const members = await ask(() =>
    db
      .selectFrom("held_items as x")
      .innerJoin("holds as h", "h.id", "x.hold_id")
      .select(["x.hold_id", "x.item_id"])
      .where("x.left_at", "is", null)
      .where("h.released_at", "is not", null)
      .limit(limit)
      .execute(),
  );
  let left = 0;
  for (const member of members) {
    left += await withItem(db, member.item_id, async (transaction) => {
      const row = await holdRow(transaction, member.hold_id);
      const release = releaseOf(row);
      assert(release !== null, "a release is never taken back");
      const { numUpdatedRows } = await transaction
        .updateTable("held_items")
        .set({ left_at: now })
        .where("hold_id", "=", member.hold_id)
        .where("item_id", "=", member.item_id)
        .where("left_at", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return 0;
      await makeDue(transaction, member.item_id, now);
      await appendEvent(transaction, member.item_id, tell(holdOf(row), release));
      return 1;
    });
  }
  return left;
}

/** Active queries that were not evaluated since `before`: each looks at all items. */
async function dueQueries(db: Database, before: UtcInstant): Promise<HoldId[]> {
  const rows = await ask(() =>
    db
      .selectFrom("holds")
      .select("id")
      .where("scope", "=", "query")
      .where("released_at", "is", null)
      .where(sql<boolean>`(evaluated_at IS NULL OR evaluated_at <= ${before}::timestamptz)`)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

async function waiting(
  db: Database,
  queries: readonly HoldId[],
  limit: number,
): Promise<readonly Member[]> {
  const { rows } = await ask(() =>
    sql<Member>`
      SELECT h.id AS hold_id, m.item_id FROM holds h JOIN LATERAL (
          SELECT unnest(h.item_ids) AS item_id
          UNION SELECT l.item_id FROM case_links l WHERE l.case_id = h.case_id AND l.unlinked_at IS NULL
          UNION SELECT i.id FROM items i
           WHERE h.id = ANY (${[...queries]}::uuid[]) AND hold_query_covers(h.query, i)) m ON true
       WHERE h.released_at IS NULL
         AND NOT EXISTS (SELECT FROM held_items x WHERE x.hold_id = h.id AND x.item_id = m.item_id)
       ORDER BY h.position LIMIT ${limit}`.execute(db),
  );
  return rows;
}

const holdRow = (transaction: Transaction<Tables>, id: HoldId) =>
  transaction.selectFrom("holds").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

async function makeDue(
  transaction: Transaction<Tables>,
  itemId: ItemId,
  now: UtcInstant,
): Promise<void> {
  await transaction
    .insertInto("hold_marks")
    .values({ item_id: itemId, due_at: now })
    .onConflict((on) => on.column("item_id").doUpdateSet({ due_at: now }))
    .execute();
}

/** The item's row is locked first: events follow each other. */
const withItem = <T>(
  db: Database,
  itemId: ItemId,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> =>
  ask(() =>
    db.transaction().execute(async (transaction) => {
      await sql`SELECT 1 FROM items WHERE id = ${itemId} FOR NO KEY UPDATE`.execute(transaction);
      return work(transaction);
    }),
  );
