/** Transfers in PostgreSQL: each step is one transaction, under the locks by which a hold, a label or a promise comes first or comes after. */
import { type Transaction, sql } from "kysely";
import type { DisposalStore, HandOver } from "../../services/disposal/disposal-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { ARCHIVE_TERMS, TRANSFERRED_AT, disposalFacts } from "./disposal-facts.ts";
import { batchIn, batchesOf } from "./disposal-rows.ts";
import { one, orderIn, withdrawIn } from "./export-store.ts";
import type { Tables } from "./tables.ts";
import { seesItem } from "./walls.ts";

type Part = Pick<DisposalStore, "dueForArchive" | "handovers" | "handOver" | "transferEntered">;

export const handsOverIn = (db: Database): Part => ({
  dueForArchive: (terms, day, after, limit, sight = null) =>
    ask(() =>
      disposalFacts(
        db,
        sql`i.stage = 'sealed' AND i.received_at < ${day}::date + 2 AND i.position > ${after}
            AND (${ARCHIVE_TERMS} && ${[...terms]}::text[]
                 OR 'permanent' = ANY (${[...terms]}::text[]) AND r.floor_until = 'infinity')
            AND ${TRANSFERRED_AT} IS NULL AND ${seesItem(sight, sql`i.id`)}`,
        limit,
      ),
    ),

  handovers: (limit) =>
    ask(async () => {
      const query = db
        .selectFrom("disposals")
        .selectAll()
        .where("transfer", "is not", null)
        .where("finished_at", "is", null)
        .where("transfer_entered", "=", false)
        .where(sql<boolean>`(received_at IS NOT NULL OR stopped_at IS NULL)`)
        .where("grace_until", "is not", null);
      return batchesOf(
        db,
        await query
          .orderBy(sql`random()`)
          .limit(limit)
          .execute(),
      );
    }),

  handOver: (...asked) => ask(() => db.transaction().execute((tx) => handOver(tx, ...asked))),

  transferEntered: (id) =>
    ask(() =>
      db.transaction().execute(async (tx) => {
        await tx
          .updateTable("disposals")
          .set({ transfer_entered: true })
          .where("id", "=", id)
          .execute();
        await tx.deleteFrom("disposal_stalls").where("disposal_id", "=", id).execute();
      }),
    ),
});

async function handOver(
  tx: Transaction<Tables>,
  ...[id, judge]: Parameters<DisposalStore["handOver"]>
): Promise<HandOver | null> {
  await sql`SET LOCAL lock_timeout = '5s'`.execute(tx);
  await sql`SELECT FROM disposals WHERE id = ${id} FOR UPDATE`.execute(tx);
  // Before the tables: whoever withdraws or acknowledges an export holds its row, and then writes to packages.
  await sql`SELECT FROM exports WHERE package_id = (SELECT package_id FROM disposals WHERE id = ${id}) FOR UPDATE`.execute(
    tx,
  );
  await sql`LOCK TABLE holds, retention_marks, secrecy_labels IN SHARE MODE`.execute(tx);
  // A package is ordered here: two that wait for each other's share would wait for ever.
  await sql`LOCK TABLE packages IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
  const batch = await batchIn(tx, id);
  if (batch.receipt !== null || batch.stopped !== null || batch.finishedAt !== null) return null;
  const waiting = batch.items.filter(({ outcome }) => outcome === null);
  const ids = waiting.map(({ itemId }) => itemId);
  const facts = await disposalFacts(tx, sql`i.id = ANY (${ids}::uuid[])`, ids.length, id);
  const made = batch.packageId === null ? null : await one(tx, batch.packageId);
  const step = judge(batch, facts, made);
  await keep(tx, id, step);
  return step;
}

async function keep(
  tx: Transaction<Tables>,
  id: Parameters<DisposalStore["handOver"]>[0],
  step: HandOver,
): Promise<void> {
  const batch = tx.updateTable("disposals").where("id", "=", id);
  const items = tx.updateTable("disposal_items").where("disposal_id", "=", id);
  if (step.kind === "waits") return;
  if (step.kind === "orders") {
    await orderIn(tx, step.order, step.action);
    await batch.set({ package_id: step.order.id }).execute();
    return;
  }
  if (step.kind === "received") {
    const { receipt, graceUntil, kept, happening, action } = step;
    const arrived = await tx
      .selectFrom("disposal_items")
      .select("item_id")
      .where("disposal_id", "=", id)
      .where("outcome", "is", null)
      .orderBy("place")
      .execute();
    await batch
      .set({ receipt: JSON.stringify(receipt), received_at: receipt.at, grace_until: graceUntil })
      .execute();
    if (kept.length > 0) {
      await items.set({ outcome: "transferred" }).where("item_id", "in", kept).execute();
    }
    for (const { item_id: itemId } of arrived) {
      await appendEvent(tx, itemId, { at: action.at, actor: action.actor, happening });
    }
    await appendAction(tx, action);
    return;
  }
  for (const { itemId, against } of step.items) {
    await items
      .set({ outcome: "dropped", against: [...against] })
      .where("item_id", "=", itemId)
      .execute();
  }
  const { package_id: packageId } = await tx
    .selectFrom("disposals")
    .select("package_id")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (packageId !== null && step.withdrawn !== null) {
    await withdrawIn(tx, packageId, step.withdrawn);
  }
  await batch.set({ package_id: null }).execute();
  await endEmpty(tx, id, step.action.at);
  await appendAction(tx, step.action);
}

/** Of a batch of which nothing was, or will be, handed over or destroyed there is nothing to certify. */
export async function endEmpty(
  tx: Transaction<Tables>,
  id: Parameters<DisposalStore["handOver"]>[0],
  at: string,
): Promise<void> {
  await sql`
    UPDATE disposals SET finished_at = ${at}::timestamptz
     WHERE id = ${id} AND finished_at IS NULL
       AND NOT EXISTS (SELECT FROM disposal_items WHERE disposal_id = ${id}
                          AND (outcome IS NULL OR outcome IN ('transferred', 'destroying', 'destroyed')))`.execute(
    tx,
  );
}
