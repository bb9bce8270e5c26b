/** HoldStore on PostgreSQL. Who sees to an item's objects holds its mark's row until that is kept. */
import { type Selectable, type Transaction, type UpdateObject, sql } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import { type Hold, alreadyReleased, noSuchHold } from "../../services/holds/hold.ts";
import type {
  HoldCounts,
  HoldStore,
  KeptHold,
  ListedHold,
} from "../../services/holds/hold-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { HoldId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { holdsAbout } from "./bundles-about.ts";
import { type Database, ask } from "./connection.ts";
import { heldItems, joinHolds, leaveHolds } from "./hold-members.ts";
import { dueItem } from "./hold-objects.ts";
import { holdOf, listedHold, scopeColumns } from "./hold-rows.ts";
import type { Tables } from "./tables.ts";
import { seesHold, seesItem } from "./walls.ts";

export function createHoldStore(db: Database): HoldStore {
  const together = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    ask(() => db.transaction().execute(work));
  return {
    place: (hold, action) => together((transaction) => place(transaction, hold, action)),

    async get(id) {
      const query = db.selectFrom("holds").selectAll().where("id", "=", id);
      const row = await ask(() => query.executeTakeFirst());
      if (row === undefined) throw noSuchHold();
      return holdOf(row);
    },

    page: (...asked) => page(db, ...asked),
    members: (...asked) => heldItems(db, ...asked),
    about: (...asked) => holdsAbout(db, ...asked),

    release: (id, { at, by, reason }, action) =>
      together((transaction) =>
        changeActive(
          transaction,
          id,
          { released_at: at, released_by: by, release_reason: reason },
          action,
        ),
      ),

    setReview: (id, reviewOn, action) =>
      together((transaction) => changeActive(transaction, id, { review_on: reviewOn }, action)),

    join: (...asked) => joinHolds(db, ...asked),
    leave: (...asked) => leaveHolds(db, ...asked),

    keepNext: (now, work) => together((transaction) => keepNext(transaction, now, work)),

    holding: (itemId) => holding(db, itemId),

    async kept(itemId) {
      const query = db.selectFrom("hold_marks").selectAll().where("item_id", "=", itemId);
      const row = await ask(() => query.executeTakeFirst());
      return row === undefined ? null : keptOf(row);
    },

    counts: (...asked) => counts(db, ...asked),
  };
}

async function place(
  transaction: Transaction<Tables>,
  ...[hold, action]: Parameters<HoldStore["place"]>
): Promise<void> {
  await requireSubject(transaction, hold.scope);
  const { number, ...authority } = hold.authority;
  await transaction
    .insertInto("holds")
    .values({
      ...{ id: hold.id, kind: hold.kind, ...scopeColumns(hold.scope) },
      ...{ authority_number: number, authority: JSON.stringify(authority) },
      ...{ reason: hold.reason, review_on: hold.reviewOn },
      ...{ placed_at: hold.placedAt, placed_by: hold.placedBy },
    })
    .execute();
  await appendAction(transaction, action);
}

async function page(
  db: Database,
  ...[{ state, caseId, sessionId, itemId }, today, before, limit, sight = null]: Parameters<
    HoldStore["page"]
  >
): Promise<readonly ListedHold[]> {
  const seen = seesItem(sight, sql`x.item_id`);
  const rows = await askAs(db, sight, (as) => {
    let query = as
      .selectFrom("holds as h")
      .where(seesHold(sight))
      .selectAll("h")
      .select([
        sql<number>`(SELECT count(*) FROM held_items x WHERE x.hold_id = h.id AND ${seen})`.as(
          "items",
        ),
        sql<number>`(SELECT count(*) FROM held_items x JOIN hold_marks m USING (item_id)
                        WHERE x.hold_id = h.id AND x.left_at IS NULL AND m.is_held AND ${seen})`.as(
          "kept",
        ),
      ]);
    if (before !== null) query = query.where("h.position", "<", before);
    if (caseId !== undefined) query = query.where("h.case_id", "=", caseId);
    if (sessionId !== undefined) query = query.where("h.session_id", "=", sessionId);
    if (itemId !== undefined) {
      query = query.where(
        sql<boolean>`h.id IN (SELECT hold_id FROM held_items WHERE item_id = ${itemId}
                                UNION SELECT holds_on(${itemId}))`,
      );
    }
    if (state === "released") query = query.where("h.released_at", "is not", null);
    if (state === "active" || state === "overdue") query = query.where("h.released_at", "is", null);
    if (state === "overdue") query = query.where("h.review_on", "<", today);
    return query.orderBy("h.position", "desc").limit(limit).execute();
  });
  return rows.map(listedHold);
}

async function keepNext(
  transaction: Transaction<Tables>,
  ...[now, work]: Parameters<HoldStore["keepNext"]>
): Promise<boolean> {
  const row = await transaction
    .selectFrom("hold_marks")
    .selectAll()
    .where("due_at", "<=", sql<Date>`${now}::timestamptz`)
    .orderBy("due_at")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row === undefined) return false;
  const due = await dueItem(transaction, row.item_id);
  const { isHeld, objects, readBackAt, failure, again } = await work({
    ...due,
    before: row.read_back_at === null && row.failure === null ? null : keptOf(row),
  });
  const kept = { is_held: isHeld, objects, read_back_at: readBackAt, failure, due_at: again };
  await transaction
    .updateTable("hold_marks")
    .set(kept)
    .where("item_id", "=", row.item_id)
    .execute();
  return true;
}

async function counts(
  db: Database,
  ...[today, joinedBefore]: Parameters<HoldStore["counts"]>
): Promise<HoldCounts> {
  const { rows } = await ask(() =>
    sql<{ active: number; overdue: number; not_kept: number }>`
          SELECT count(*) AS active, count(*) FILTER (WHERE review_on < ${today}) AS overdue,
                 (SELECT count(DISTINCT x.item_id) FROM held_items x JOIN holds h ON h.id = x.hold_id
                    JOIN hold_marks m ON m.item_id = x.item_id
                   WHERE h.released_at IS NULL AND NOT m.is_held
                     AND x.joined_at < ${joinedBefore}::timestamptz) AS not_kept
            FROM holds WHERE released_at IS NULL`.execute(db),
  );
  const [row] = rows;
  return {
    ...{ active: row?.active ?? 0, overdue: row?.overdue ?? 0 },
    notKept: row?.not_kept ?? 0,
  };
}

async function holding(db: Database, itemId: ItemId): Promise<readonly HoldId[]> {
  const { rows } = await ask(() =>
    sql<{ id: HoldId }>`SELECT holds_on(${itemId}) AS id`.execute(db),
  );
  return rows.map(({ id }) => id);
}

async function requireSubject(
  transaction: Transaction<Tables>,
  scope: Hold["scope"],
): Promise<void> {
  if (scope.kind === "query") return;
  const { rows } =
    scope.kind === "case"
      ? await sql`SELECT 1 FROM cases WHERE id = ${scope.caseId}`.execute(transaction)
      : scope.kind === "session"
        ? await sql`SELECT 1 FROM recording_sessions WHERE id = ${scope.sessionId}`.execute(
            transaction,
          )
        : await sql`SELECT 1 FROM items WHERE id = ANY (${[...scope.itemIds]}::uuid[])
                       AND stage NOT IN ('disposing', 'disposed')`.execute(transaction);
  const wanted = scope.kind === "items" ? new Set(scope.itemIds).size : 1;
  if (rows.length === wanted) return;
  throw new Refusal("missing", "holds/no-such-subject", "there is no such case, session or item", {
    fix: "Check the ids: a hold is placed on all that it names, or not at all; what was destroyed takes none.",
  });
}

async function changeActive(
  transaction: Transaction<Tables>,
  id: HoldId,
  change: UpdateObject<Tables, "holds">,
  action: NewAction,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable("holds")
    .set(change)
    .where("id", "=", id)
    .where("released_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) {
    const { rows } = await sql`SELECT 1 FROM holds WHERE id = ${id}`.execute(transaction);
    throw rows.length === 0 ? noSuchHold() : alreadyReleased();
  }
  await appendAction(transaction, action);
}

const keptOf = (row: Selectable<Tables["hold_marks"]>): KeptHold => ({
  ...{ isHeld: row.is_held, objects: row.objects, failure: row.failure },
  readBackAt: row.read_back_at === null ? null : utcInstant(row.read_back_at),
});
