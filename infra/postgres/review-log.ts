/** ReviewLog on PostgreSQL: a look and its custody event are one transaction, over all items that it names. */
import { type Selectable, type Transaction, sql } from "kysely";
import { type OriginalStage, isDisposed } from "../../services/evidence/pipeline.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { itemEnded } from "../../services/retention/extension.ts";
import { notForReview } from "../../services/retention/keep-review.ts";
import type { DueReview, KeptReview, ReviewLog } from "../../services/retention/review-log.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { appendToAll } from "./custody-chain.ts";
import { untilOf } from "./retention-rows.ts";
import type { Tables } from "./tables.ts";
import { seesItem } from "./walls.ts";

export const createReviewLog = (db: Database): ReviewLog => ({
  due: (...asked) => askAs(db, asked[3], (as) => dueIn(as, ...asked)),

  overdue: (today) =>
    ask(async () => {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*) AS count FROM (SELECT FROM retention r JOIN items i ON i.id = r.item_id
         WHERE r.review_on < ${today}::date AND ${STANDS} LIMIT ${MOST_COUNTED}) late`.execute(db);
      return rows[0]?.count ?? 0;
    }),

  ofItem: (itemId) =>
    ask(async () => {
      const query = db.selectFrom("retention_reviews").selectAll().where("item_id", "=", itemId);
      return (await query.orderBy("position").execute()).map(reviewOf);
    }),

  keep: (itemIds, review, happening) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        await lockItems(transaction, itemIds);
        const { on, next, reason, at, actor } = review;
        const told = { reviewed_on: on, next_on: next, reason, reviewed_at: at };
        await transaction
          .insertInto("retention_reviews")
          .values(itemIds.map((item_id) => ({ ...told, item_id, reviewed_by: actor })))
          .execute();
        await appendToAll(transaction, itemIds, { at, actor, happening });
      }),
    ),
});

/** It is counted each minute; whoever has so many needs no figure. */
const MOST_COUNTED = 10_000;

/** Of an item `i` that nobody looks at in a batch. */
const STANDS = sql`i.stage = 'sealed'
  AND NOT EXISTS (SELECT FROM disposal_items x WHERE x.item_id = i.id AND x.outcome IS NULL)`;

interface Row {
  readonly itemId: ItemId;
  readonly position: number;
  readonly on: DueReview["on"];
  readonly floor: string;
  readonly open: boolean;
  readonly holds: number;
  readonly classes: string | null;
  readonly last: (Omit<KeptReview, "at"> & { readonly at: string }) | null;
}

async function dueIn(
  db: Database,
  ...[until, after, limit, sight]: Parameters<ReviewLog["due"]>
): Promise<readonly DueReview[]> {
  const behind =
    after === null
      ? sql`true`
      : sql`(r.review_on, i.position) > (${after.on}::date, ${after.position})`;
  const { rows } = await sql<Row>`
    SELECT i.id AS "itemId", i.position, r.review_on::text AS "on", r.floor_until::text AS floor, r.is_open AS open,
           (SELECT count(*) FROM holds_on(i.id)) AS holds, r.class AS classes,
           (SELECT jsonb_build_object('on', v.reviewed_on, 'next', v.next_on, 'reason', v.reason, 'at', v.reviewed_at,
                                      'actor', v.reviewed_by)
              FROM retention_reviews v WHERE v.item_id = i.id ORDER BY v.position DESC LIMIT 1) AS last
      FROM retention r JOIN items i ON i.id = r.item_id
     WHERE r.review_on <= ${until}::date AND ${STANDS} AND ${behind} AND ${seesItem(sight, sql`i.id`)}
     ORDER BY r.review_on, i.position LIMIT ${limit}`.execute(db);
  return rows.map(({ floor, classes, last, ...row }) => ({
    ...row,
    ...{ floor: untilOf(floor), classes: classes === null ? [] : classes.split(" ") },
    last: last && { ...last, at: utcInstant(new Date(last.at)) },
  }));
}

async function lockItems(transaction: Transaction<Tables>, ids: readonly ItemId[]): Promise<void> {
  const { rows } = await sql<{ stage: OriginalStage }>`
    SELECT stage FROM items WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(
    transaction,
  );
  if (rows.length !== ids.length) {
    throw new Refusal("missing", "evidence/no-such-item", "no such item");
  }
  if (rows.some(isDisposed)) throw itemEnded();
  const { rows: due } = await sql`
    SELECT FROM retention WHERE item_id = ANY(${ids}::uuid[]) AND review_on IS NOT NULL`.execute(
    transaction,
  );
  if (due.length !== ids.length) throw notForReview();
}

const reviewOf = (row: Selectable<Tables["retention_reviews"]>): KeptReview => ({
  ...{ on: row.reviewed_on, next: row.next_on, reason: row.reason },
  ...{ at: utcInstant(row.reviewed_at), actor: row.reviewed_by },
});
