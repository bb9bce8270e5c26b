/** ItemKeyStore on PostgreSQL. */
import { sql } from "kysely";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { ItemKey, ItemKeyStore, KekUse } from "../../services/encryption/item-key-store.ts";
import { type Database, ask } from "./connection.ts";

interface KeyRow {
  readonly item_id: ItemId;
  readonly kek: string | null;
  readonly wrapped: Buffer | null;
}

const keyOf = ({ item_id: itemId, kek, wrapped }: KeyRow): ItemKey => ({
  itemId,
  wrapped: kek === null || wrapped === null ? null : { kek, bytes: wrapped },
});

/** With the signing keys of webhooks, which stand under the same keys: one that still wraps those is no more to be taken away. */
const USES = sql<KeyRow & { readonly kek: string; readonly items: number }>`
  SELECT used.kek, used.items, sample.item_id, sample.wrapped
    FROM (SELECT kek, count(*) AS items
            FROM (SELECT kek FROM item_keys WHERE kek IS NOT NULL UNION ALL SELECT kek FROM webhook_secrets) AS each
           GROUP BY kek) AS used,
  LATERAL (SELECT item_id, wrapped FROM item_keys WHERE kek = used.kek
            UNION ALL SELECT id, wrapped FROM webhook_secrets WHERE kek = used.kek LIMIT 1) AS sample
   ORDER BY used.kek`;

export function createItemKeyStore(db: Database): ItemKeyStore {
  const rows = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> =>
    (await ask(() => query.execute(db))).rows;
  const get = async (itemId: ItemId): Promise<ItemKey | null> => {
    const [row] = await rows(
      sql<KeyRow>`SELECT item_id, kek, wrapped FROM item_keys WHERE item_id = ${itemId}`,
    );
    return row === undefined ? null : keyOf(row);
  };
  return {
    get,

    async labelled(itemId) {
      const [row] = await rows(
        sql<{ is_state: boolean | null }>`SELECT bool_or(rank > 0 OR kind = 'set-apart') AS is_state
          FROM secrecy_walls WHERE item_id = ${itemId}`,
      );
      if (row === undefined || row.is_state === null) return null;
      return row.is_state ? "state" : "duty";
    },

    async keepOnce(itemId, { kek, bytes }, at) {
      await rows(sql`INSERT INTO item_keys (item_id, kek, wrapped, made_at)
        VALUES (${itemId}, ${kek}, ${Buffer.from(bytes)}, ${at}) ON CONFLICT (item_id) DO NOTHING`);
      const kept = await get(itemId);
      if (kept === null) throw new Error("broken invariant: a key that was kept is there");
      return kept;
    },

    async rewrap(itemId, before, after) {
      const changed = await rows(
        sql`UPDATE item_keys SET kek = ${after.kek}, wrapped = ${Buffer.from(after.bytes)}
             WHERE item_id = ${itemId} AND kek = ${before.kek} AND wrapped = ${Buffer.from(before.bytes)}
            RETURNING item_id`,
      );
      return changed.length > 0;
    },

    async forget(itemId, at) {
      await rows(sql`INSERT INTO item_keys (item_id, made_at, destroyed_at) VALUES (${itemId}, ${at}, ${at})
        ON CONFLICT (item_id) DO UPDATE SET kek = NULL, wrapped = NULL,
          destroyed_at = coalesce(item_keys.destroyed_at, excluded.destroyed_at)`);
    },

    async uses() {
      const found = await rows(USES);
      return found.map((row): KekUse => ({
        kek: row.kek,
        items: row.items,
        sample: keyOf(row),
      }));
    },

    async under(kek, limit) {
      const found = await rows(
        sql<KeyRow>`SELECT item_id, kek, wrapped FROM item_keys WHERE kek = ${kek} LIMIT ${limit}`,
      );
      return found.map(keyOf);
    },
  };
}
