/** FlagStore on PostgreSQL: the flag and its custody event are one transaction, over all items that a change names. */
import { type Selectable, type Transaction, sql } from "kysely";
import { itemEnded } from "../../services/cases/flag-items.ts";
import type { FlagChange, FlagStore, ItemFlag } from "../../services/cases/flag-store.ts";
import { isDisposed } from "../../services/evidence/pipeline.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";

export function createFlagStore(db: Database): FlagStore {
  const change = (
    asked: FlagChange,
    write: (transaction: Transaction<Tables>) => Promise<readonly ItemId[]>,
  ): Promise<number> =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        await lockItems(transaction, asked.itemIds);
        const changed = await write(transaction);
        for (const itemId of changed) await appendEvent(transaction, itemId, asked);
        return changed.length;
      }),
    );
  return {
    async of(itemId) {
      const query = db.selectFrom("item_flags").selectAll().where("item_id", "=", itemId);
      return (await ask(() => query.orderBy("position").execute())).map(flagOf);
    },

    set: (asked) =>
      change(asked, async (transaction) => {
        const { flag, reason, at, actor } = asked;
        const rows = await transaction
          .insertInto("item_flags")
          .values(
            asked.itemIds.map((item_id) => ({ item_id, flag, set_at: at, set_by: actor, reason })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .returning("item_id")
          .execute();
        return rows.map(({ item_id: id }) => id);
      }),

    end: (asked) =>
      change(asked, async (transaction) => {
        const { itemIds, flag, reason, at, actor } = asked;
        const rows = await transaction
          .updateTable("item_flags")
          .set({ ended_at: at, ended_by: actor, end_reason: reason })
          .where("item_id", "in", itemIds)
          .where("flag", "=", flag)
          .where("ended_at", "is", null)
          .returning("item_id")
          .execute();
        return rows.map(({ item_id: id }) => id);
      }),
  };
}

async function lockItems(transaction: Transaction<Tables>, ids: readonly ItemId[]): Promise<void> {
  const rows = await transaction
    .selectFrom("items")
    .select("stage")
    .where("id", "in", ids)
    .orderBy("id")
    .modifyEnd(sql`FOR NO KEY UPDATE`)
    .execute();
  if (rows.length !== ids.length) {
    throw new Refusal("missing", "evidence/no-such-item", "no such item");
  }
  if (rows.some(isDisposed)) throw itemEnded();
}

const flagOf = (row: Selectable<Tables["item_flags"]>): ItemFlag => ({
  ...{ flag: row.flag, reason: row.reason },
  ...{ setAt: utcInstant(row.set_at), setBy: row.set_by },
  ended:
    row.ended_at === null || row.ended_by === null
      ? null
      : { at: utcInstant(row.ended_at), by: row.ended_by, reason: row.end_reason ?? "" },
});
