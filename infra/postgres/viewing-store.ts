/** ViewingStore on PostgreSQL: the row of a viewing decides who tells of it. */
import { type Transaction, sql } from "kysely";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { KeptViewing, ViewingStore } from "../../services/review/viewing-store.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";

type Data = KeptViewing["data"];

export function createViewingStore(db: Database): ViewingStore {
  return {
    async keep(viewings, at) {
      if (viewings.length === 0) return;
      const column = (of: (viewing: KeptViewing) => string) => viewings.map(of);
      await ask(() =>
        sql`
          INSERT INTO viewings (id, item_id, actor, data, kept_at)
          SELECT *, ${at}::timestamptz FROM unnest(
            ${column(({ id }) => id)}::uuid[], ${column(({ itemId }) => itemId)}::uuid[],
            ${column(({ actor }) => actor)}::text[],
            ${column(({ data }) => JSON.stringify(data))}::text[])
          ON CONFLICT (id) DO UPDATE SET data = excluded.data, kept_at = excluded.kept_at
          WHERE viewings.told_at IS NULL`.execute(db),
      );
    },

    tell: (viewing, at) =>
      ask(() => db.transaction().execute((transaction) => tell(transaction, viewing, at))),

    async left(before, limit) {
      const rows = await ask(() =>
        db
          .selectFrom("viewings")
          .select(["id", "item_id", "actor", "data"])
          .where("told_at", "is", null)
          .where("kept_at", "<", sql<Date>`${before}::timestamptz`)
          .where(sql<boolean>`EXISTS (SELECT FROM items i WHERE i.id = viewings.item_id)`)
          .orderBy("kept_at")
          .limit(limit)
          .execute(),
      );
      return rows.map(({ id, item_id: itemId, actor, data }) => ({
        ...{ id, itemId, actor },
        data: JSON.parse(data) as Data,
      }));
    },

    async forget(before) {
      await ask(() =>
        db
          .deleteFrom("viewings")
          .where("told_at", "is not", null)
          .where("kept_at", "<", sql<Date>`${before}::timestamptz`)
          .execute(),
      );
    },
  };
}

/** The item's row is locked first: events follow each other. */
async function tell(
  transaction: Transaction<Tables>,
  { id, itemId, actor, data }: KeptViewing,
  at: UtcInstant,
): Promise<Data> {
  const { rows: items } = await sql`
    SELECT 1 FROM items WHERE id = ${itemId} FOR NO KEY UPDATE`.execute(transaction);
  if (items.length === 0) throw noSuchItem();
  const { numAffectedRows } = await sql`
    INSERT INTO viewings (id, item_id, actor, data, kept_at, told_at)
    VALUES (${id}, ${itemId}, ${actor}, ${JSON.stringify(data)}, ${at}, ${at})
    ON CONFLICT (id) DO UPDATE SET data = excluded.data, told_at = excluded.told_at
    WHERE viewings.told_at IS NULL`.execute(transaction);
  if (numAffectedRows === 1n) {
    await appendEvent(transaction, itemId, { at, actor, happening: { kind: "viewed", data } });
    return data;
  }
  const row = await transaction
    .selectFrom("viewings")
    .select("data")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return JSON.parse(row.data) as Data;
}

const noSuchItem = (): Refusal =>
  new Refusal("missing", "evidence/no-such-item", "there is no such item");
