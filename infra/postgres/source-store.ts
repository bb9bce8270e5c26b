/** Verdicts on sources in PostgreSQL: the item's row is the lock on its chain, as for every event. */
import { sql } from "kysely";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { KeptVerdict, SourceStore } from "../../services/source/source-store.ts";
import { type Database, ask } from "./connection.ts";
import { type NewEvent, appendEvent } from "./custody-chain.ts";
import { expectedOf } from "./signing-store.ts";

export function createSourceStore(db: Database): SourceStore {
  return {
    keepOnce: (verdict, event) => ask(() => keepOnce(db, verdict, event)),

    async verdict(itemId) {
      const row = await ask(() => verdicts(db).where("item_id", "=", itemId).executeTakeFirst());
      return row === undefined ? null : keptOf(row);
    },

    async lately(deviceId, limit) {
      const rows = await ask(() =>
        db
          .selectFrom("source_verdicts")
          .select("signed")
          .where("device_id", "=", deviceId)
          .where("signed", "is not", null)
          .orderBy("position", "desc")
          .limit(limit)
          .execute(),
      );
      return rows.map(({ signed }) => signed === true);
    },

    expectedKind: (itemId) => ask(() => expectedOf(db, itemId)),

    async unlogged(limit) {
      const rows = await ask(() =>
        verdicts(db).where("logged", "=", false).orderBy("position").limit(limit).execute(),
      );
      return rows.map(keptOf);
    },

    logged: (itemId) => setLogged(db, itemId, true),
    notLogged: (itemId) => setLogged(db, itemId, false),

    async quarantined(limit) {
      const { rows } = await ask(() =>
        sql<{ id: ItemId }>`
          SELECT id FROM items WHERE stage = 'quarantined'
            AND NOT EXISTS (SELECT FROM source_verdicts WHERE item_id = items.id)
          ORDER BY position LIMIT ${limit}`.execute(db),
      );
      return rows.map(({ id }) => id);
    },
  };
}

async function setLogged(db: Database, itemId: ItemId, logged: boolean): Promise<void> {
  const update = db.updateTable("source_verdicts").set({ logged }).where("item_id", "=", itemId);
  // Most often it is so already: nothing is written then.
  await ask(() => update.where("logged", "=", !logged).execute());
}

const keepOnce = (
  db: Database,
  { itemId, verdict, signed, statement, statementSha256 }: KeptVerdict,
  event: NewEvent,
): Promise<KeptVerdict> =>
  db.transaction().execute(async (tx) => {
    const item = await tx
      .selectFrom("items")
      .select("device_id")
      .where("id", "=", itemId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (item === undefined) throw noSuchItem();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("source_verdicts")
      .values({
        ...{ item_id: itemId, device_id: item.device_id, verdict, signed },
        ...{ statement, statement_sha256: statementSha256 },
      })
      .onConflict((conflict) => conflict.column("item_id").doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) await appendEvent(tx, itemId, event);
    return keptOf(await verdicts(tx).where("item_id", "=", itemId).executeTakeFirstOrThrow());
  });

const verdicts = (db: Pick<Database, "selectFrom">) =>
  db
    .selectFrom("source_verdicts")
    .select(["item_id", "verdict", "signed", "statement", "statement_sha256"]);

type Row = Awaited<ReturnType<ReturnType<typeof verdicts>["execute"]>>[number];

const keptOf = (row: Row): KeptVerdict => ({
  itemId: row.item_id,
  verdict: row.verdict,
  signed: row.signed,
  statement: row.statement,
  statementSha256: row.statement_sha256,
});

const noSuchItem = (): Refusal =>
  new Refusal("missing", "evidence/no-such-item", "there is no such item");
