/** Items come into holds and leave them, each with its custody event in one transaction. */
import { type Transaction, sql } from "kysely";
import type { HeldItem, HoldStore } from "../../services/holds/hold-store.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { HoldId, ItemId } from "../../services/kernel/ids.ts";
import { assert } from "../../services/kernel/refusal.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { holdOf, releaseOf } from "./hold-rows.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";
import { seesItem } from "./walls.ts";
import { withItem } from "./with-item.ts";

interface Member {
  readonly hold_id: HoldId;
  readonly item_id: ItemId;
}

export async function heldItems(
  db: Database,
  ...[id, before, limit, sight]: Parameters<HoldStore["members"]>
): Promise<readonly HeldItem[]> {
  const { rows } = await askAs(db, sight, (as) =>
    sql<{
      position: number;
      item_id: ItemId;
      filename: string | null;
      joined_at: Date;
      left_at: Date | null;
      is_held: boolean | null;
    }>`SELECT i.position, x.item_id, i.filename, x.joined_at, x.left_at, m.is_held
         FROM held_items x JOIN items i ON i.id = x.item_id LEFT JOIN hold_marks m ON m.item_id = x.item_id
        WHERE x.hold_id = ${id} AND (${before}::bigint IS NULL OR i.position < ${before}::bigint)
          AND ${seesItem(sight, sql`i.id`)}
        ORDER BY i.position DESC LIMIT ${limit}`.execute(as),
  );
  return rows.map((row) => ({
    ...{ position: row.position, itemId: row.item_id, name: row.filename },
    ...{ joinedAt: utcInstant(row.joined_at), leftAt: maybeInstant(row.left_at) },
    isKept: row.left_at === null && row.is_held === true,
  }));
}

/** Who is named, by himself, by his case or session, comes first: a query that matches a million keeps none waiting, nor another query. */
export async function joinHolds(
  db: Database,
  ...[now, queriesBefore, limit, tell]: Parameters<HoldStore["join"]>
): Promise<number> {
  const join = (members: readonly Member[]) => joinAll(db, members, now, tell);
  let joined = await join(await named(db, limit));
  const queries = await dueQueries(db, queriesBefore);
  for (const [at, query] of queries.entries()) {
    const room = Math.ceil((limit - joined) / (queries.length - at));
    if (room <= 0) break;
    const found = await matching(db, query, room);
    joined += await join(found);
    // What matched more is looked for in the next round, from there on.
    const seen =
      found.length < room
        ? { evaluated_at: now, looked_through: NEARLY_ALL }
        : { looked_through: found.at(-1)?.position ?? 0 };
    await ask(() => db.updateTable("holds").set(seen).where("id", "=", query.id).execute());
  }
  return joined;
}

async function joinAll(
  db: Database,
  members: readonly Member[],
  now: UtcInstant,
  tell: Parameters<HoldStore["join"]>[3],
): Promise<number> {
  let joined = 0;
  for (const { hold_id, item_id } of members) {
    joined += await withItem(db, item_id, async (transaction) => {
      const row = await holdRow(transaction, hold_id);
      if (row.released_at !== null) return 0;
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto("held_items")
        .values({ hold_id, item_id, joined_at: now })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return 0;
      await makeDue(transaction, item_id, now);
      await appendEvent(transaction, item_id, tell(holdOf(row)));
      return 1;
    });
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

interface Query {
  readonly id: HoldId;
  readonly looked_through: number;
}

/** Active queries that were not looked through since `before`; whoever waits longest first. */
const dueQueries = (db: Database, before: UtcInstant): Promise<readonly Query[]> =>
  ask(() =>
    db
      .selectFrom("holds")
      .select(["id", "looked_through"])
      .where("scope", "=", "query")
      .where("released_at", "is", null)
      .where(sql<boolean>`(evaluated_at IS NULL OR evaluated_at <= ${before}::timestamptz)`)
      .orderBy(sql`evaluated_at NULLS FIRST`)
      .orderBy("position")
      .execute(),
  );

async function named(db: Database, limit: number): Promise<readonly Member[]> {
  const { rows } = await ask(() =>
    sql<Member>`
      SELECT h.id AS hold_id, m.item_id FROM holds h JOIN LATERAL (
          SELECT unnest(h.item_ids) AS item_id
          UNION SELECT l.item_id FROM case_links l WHERE l.case_id = h.case_id AND l.unlinked_at IS NULL
          UNION SELECT items_of_session(h.session_id)) m ON true
         JOIN items i ON i.id = m.item_id AND i.stage NOT IN ('disposing', 'disposed')
       WHERE h.released_at IS NULL
         AND NOT EXISTS (SELECT FROM held_items x WHERE x.hold_id = h.id AND x.item_id = m.item_id)
       ORDER BY h.position LIMIT ${limit}`.execute(db),
  );
  return rows;
}

/** What it matches behind the place up to which it looked. */
async function matching(
  db: Database,
  { id, looked_through: after }: Query,
  limit: number,
): Promise<readonly (Member & { readonly position: number })[]> {
  const { rows } = await ask(() =>
    sql<Member & { position: number }>`
      SELECT h.id AS hold_id, i.id AS item_id, i.position FROM holds h JOIN items i
          ON i.position > ${after} AND i.stage NOT IN ('disposing', 'disposed') AND hold_query_covers(h.query, i)
       WHERE h.id = ${id}
         AND NOT EXISTS (SELECT FROM held_items x WHERE x.hold_id = h.id AND x.item_id = i.id)
       ORDER BY i.position LIMIT ${limit}`.execute(db),
  );
  return rows;
}

/**
 * Up to where a query need not look again: of an item nothing changes that it asks for, but of those that come at once a
 * later one may be seen first.
 */
const NEARLY_ALL = sql<number>`(SELECT greatest(0, coalesce(max(position), 0) - 10000) FROM items)`;

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
