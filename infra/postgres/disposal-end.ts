/** How items end in PostgreSQL: taken under the locks that make a hold, a promise or a stop come first or come after. */
import { type Transaction, sql } from "kysely";
import { droppedAs } from "../../services/disposal/batch.ts";
import type { DisposalStore, Tombstone, Verdict } from "../../services/disposal/disposal-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId, ItemId } from "../../services/kernel/ids.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { disposalFacts } from "./disposal-facts.ts";
import { batchIn, batchesOf } from "./disposal-rows.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";
import { withItem } from "./with-item.ts";

type Part<Name extends keyof DisposalStore> = Pick<DisposalStore, Name>;

const ACTOR = "process:custody";

export const endsIn = (db: Database): Part<EndName | CertificateName> => ({
  ...itemsIn(db),
  ...certificatesIn(db),
});

type EndName = "running" | "take" | "gone" | "tombstone";
type CertificateName = "stampOnce" | "stamp" | "finish" | "files" | "file";

const itemsIn = (db: Database): Part<EndName> => ({
  async running(now, limit) {
    const query = db
      .selectFrom("disposals")
      .selectAll()
      .where("finished_at", "is", null)
      .where(sql<boolean>`(transfer IS NULL OR received_at IS NOT NULL)`)
      .where(
        sql<boolean>`(grace_until <= ${now}::timestamptz
                       OR received_at IS NOT NULL AND NOT EXISTS (SELECT FROM disposal_items x
                            WHERE x.disposal_id = disposals.id AND x.outcome IS NULL)
                       OR EXISTS (SELECT FROM disposal_items x
                       WHERE x.disposal_id = disposals.id AND x.outcome IN ('destroying', 'destroyed')))`,
      )
      // What stands still keeps no other batch waiting, and of what does none the others.
      .orderBy(
        sql`(SELECT random() FROM disposal_stalls s WHERE s.disposal_id = disposals.id) NULLS FIRST`,
      )
      .orderBy("position")
      .limit(limit);
    return ask(async () => batchesOf(db, await query.execute()));
  },

  take: (...asked) => ask(() => db.transaction().execute((tx) => take(tx, ...asked))),

  gone: (itemId, at, happening) =>
    withItem(db, itemId, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable("items")
        .set({ stage: "disposed", version: sql`version + 1` })
        .where("id", "=", itemId)
        .where("stage", "=", "disposing")
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return;
      await tx
        .updateTable("tombstones")
        .set({ gone_at: at })
        .where("item_id", "=", itemId)
        .execute();
      await tx
        .updateTable("disposal_items")
        .set({ outcome: "destroyed", destroyed_at: at })
        .where("item_id", "=", itemId)
        .where("outcome", "=", "destroying")
        .execute();
      await appendEvent(tx, itemId, { at, actor: ACTOR, happening });
    }),

  tombstone: (itemId) => ask(() => tombstone(db, itemId)),
});

const certificatesIn = (db: Database): Part<CertificateName> => ({
  async stampOnce(id, { authority, text, response, genTime }) {
    const row = { disposal_id: id, authority, text, response: Buffer.from(response) };
    await ask(() =>
      db
        .insertInto("disposal_stamps")
        .values({ ...row, gen_time: genTime })
        .onConflict((on) => on.doNothing())
        .execute(),
    );
  },

  stamp: (id) => stamp(db, id),

  finish: (...asked) => ask(() => db.transaction().execute((tx) => finish(tx, ...asked))),

  async files(id) {
    const query = db
      .selectFrom("disposal_files")
      .select(["name", "media_type as mediaType"])
      .select(sql<number>`octet_length(bytes)`.as("sizeBytes"))
      .where("disposal_id", "=", id);
    return ask(() => query.orderBy("name").execute());
  },

  async file(id, name) {
    const query = db
      .selectFrom("disposal_files")
      .select(["name", "media_type as mediaType", "bytes"])
      .where("disposal_id", "=", id)
      .where("name", "=", name);
    return (await ask(() => query.executeTakeFirst())) ?? null;
  },
});

async function take(
  tx: Transaction<Tables>,
  ...[id, itemId, at, judge]: Parameters<DisposalStore["take"]>
): Promise<Verdict | null> {
  await sql`SET LOCAL lock_timeout = '5s'`.execute(tx);
  await sql`SELECT FROM disposals WHERE id = ${id} FOR UPDATE`.execute(tx);
  await sql`SELECT FROM items WHERE id = ${itemId} FOR NO KEY UPDATE`.execute(tx);
  // Whoever places a hold, asks for a package, or changes what retention is decided from (triggers leave a mark), writes here.
  await sql`LOCK TABLE holds, retention_marks, packages, secrecy_labels IN SHARE MODE`.execute(tx);
  const batch = await batchIn(tx, id);
  const isLeft = batch.items.some((item) => item.itemId === itemId && item.outcome === null);
  const [facts] = await disposalFacts(tx, sql`i.id = ${itemId}`, 1, id);
  if (!isLeft || facts === undefined) return null;
  const verdict = judge(batch, facts);
  const item = tx
    .updateTable("disposal_items")
    .where("disposal_id", "=", id)
    .where("item_id", "=", itemId);
  if (verdict.kind === "drop") {
    await item.set({ outcome: droppedAs(batch), against: [...verdict.against] }).execute();
  }
  if (verdict.kind !== "take") return verdict;
  await item.set({ outcome: "destroying" }).execute();
  await tx
    .updateTable("items")
    .set({ stage: "disposing", version: sql`version + 1` })
    .where("id", "=", itemId)
    .execute();
  await tx
    .insertInto("tombstones")
    .values({ item_id: itemId, disposal_id: id, begun_at: at, gone_at: null })
    .execute();
  await letGo(tx, itemId, at);
  await appendEvent(tx, itemId, { at, actor: ACTOR, happening: verdict.happening });
  return verdict;
}

/** Nobody sees to its locks and holds any more, and what the audit found ends with it. */
async function letGo(tx: Transaction<Tables>, itemId: ItemId, at: string): Promise<void> {
  await sql`UPDATE retention SET lock_at = NULL WHERE item_id = ${itemId}`.execute(tx);
  await sql`UPDATE hold_marks SET due_at = NULL WHERE item_id = ${itemId}`.execute(tx);
  await sql`UPDATE fixity_findings SET ended_at = ${at}::timestamptz
             WHERE item_id = ${itemId} AND ended_at IS NULL`.execute(tx);
}

/** Of an item of a tombstone `t`. */
const TRANSFER_OF = sql`(
  SELECT r.id FROM disposal_items x JOIN disposals r ON r.id = x.disposal_id
   WHERE x.item_id = t.item_id AND x.decision = 'transfer' AND x.outcome IS DISTINCT FROM 'dropped'
     AND r.received_at IS NOT NULL ORDER BY r.received_at DESC LIMIT 1)`;

async function tombstone(db: Database, itemId: ItemId): Promise<Tombstone | null> {
  const query = db
    .selectFrom("tombstones as t")
    // It may have been kept here beyond its transfer, and ended by another batch.
    .leftJoin("disposals as d", (join) => join.on(sql<boolean>`d.id = ${TRANSFER_OF}`))
    .select(["t.disposal_id", "t.begun_at", "t.gone_at", "d.transfer", "d.receipt"]);
  const row = await query.where("t.item_id", "=", itemId).executeTakeFirst();
  if (row === undefined) return null;
  const { disposal_id: disposalId, begun_at: begunAt, gone_at: goneAt, transfer, receipt } = row;
  return {
    ...{ disposalId, begunAt: utcInstant(begunAt), goneAt: maybeInstant(goneAt) },
    transfer:
      transfer === null || receipt === null
        ? null
        : { archive: transfer.archive.organisation, receipt },
  };
}

async function stamp(db: Database, id: DisposalId) {
  const query = db.selectFrom("disposal_stamps").selectAll().where("disposal_id", "=", id);
  const row = await ask(() => query.executeTakeFirst());
  if (row === undefined) return null;
  const { authority, text, response, gen_time: genTime } = row;
  return { authority, text, response, genTime: utcInstant(genTime) };
}

async function finish(
  tx: Transaction<Tables>,
  ...[id, at, files, action]: Parameters<DisposalStore["finish"]>
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("disposals")
    .set({ finished_at: at })
    .where("id", "=", id)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  for (const { name, mediaType, bytes } of files) {
    const row = { disposal_id: id, name, media_type: mediaType, bytes: Buffer.from(bytes) };
    await tx.insertInto("disposal_files").values(row).execute();
  }
  await appendAction(tx, action);
  return true;
}
