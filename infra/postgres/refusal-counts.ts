/** Refused accesses to an item, counted where they come often; the item's row is the lock of its chain and of these. */
import { type Transaction, sql } from "kysely";
import type { Actor } from "../../services/kernel/actor.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { COUNT_FOR_MS } from "../../services/kernel/counting.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { type Database, ask } from "./connection.ts";
import { type NewEvent, appendEvent } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";

interface Key {
  readonly item_id: ItemId;
  readonly actor: Actor;
  readonly what: string;
}

/** The caller has locked the item's row. */
export async function countRefusal(
  transaction: Transaction<Tables>,
  itemId: ItemId,
  what: string,
  event: NewEvent,
): Promise<void> {
  const key: Key = { item_id: itemId, actor: event.actor, what };
  const known = await transaction
    .selectFrom("refusal_counts")
    .select(["told_at", "untold"])
    .where((where) => where.and({ ...key }))
    .executeTakeFirst();
  if (known !== undefined && event.at < plusMs(utcInstant(known.told_at), COUNT_FOR_MS)) {
    const more = transaction.updateTable("refusal_counts").set({ untold: known.untold + 1 });
    await more.where((where) => where.and({ ...key })).execute();
    return;
  }
  const fresh = { told_at: event.at, untold: 0 };
  await transaction
    .insertInto("refusal_counts")
    .values({ ...key, ...fresh })
    .onConflict((conflict) => conflict.columns(["item_id", "actor", "what"]).doUpdateSet(fresh))
    .execute();
  const { kind, data } = event.happening;
  const times = (known?.untold ?? 0) + 1;
  await appendEvent(transaction, itemId, {
    ...event,
    happening: { kind, data: { ...data, times } },
  });
}

/** Tells what was counted by `now` and is over. Answers how many events. */
export async function tellRefusals(db: Database, now: UtcInstant): Promise<number> {
  const before = sql<Date>`${plusMs(now, -COUNT_FOR_MS)}::timestamptz`;
  const over = await ask(() =>
    db
      .selectFrom("refusal_counts")
      .selectAll()
      .where("told_at", "<=", before)
      .limit(1_000)
      .execute(),
  );
  let told = 0;
  for (const { item_id: itemId, actor, what } of over) {
    const times = await ask(() =>
      db.transaction().execute(async (transaction) => {
        await sql`SELECT 1 FROM items WHERE id = ${itemId} FOR NO KEY UPDATE`.execute(transaction);
        const row = await transaction
          .deleteFrom("refusal_counts")
          .where((where) => where.and({ item_id: itemId, actor, what }))
          .where("told_at", "<=", before)
          .returning("untold")
          .executeTakeFirst();
        const untold = row?.untold ?? 0;
        if (untold === 0) return 0;
        const data = { representation: what, times: untold };
        const happening = { kind: "access-refused", data } as const;
        await appendEvent(transaction, itemId, { at: now, actor, happening });
        return untold;
      }),
    );
    if (times > 0) told += 1;
  }
  return told;
}
