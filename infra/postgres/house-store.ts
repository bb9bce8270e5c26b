/** HouseStore on PostgreSQL: reads only, each call one page. */
import { sql } from "kysely";
import type { HouseStore, RecordBatch } from "../../services/fixity/house-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { UploadId } from "../../services/kernel/ids.ts";
import { type Database, ask } from "./connection.ts";
import { TEXTS } from "./kept-texts.ts";
import { sealOf } from "./seal-store.ts";

export const createHouseStore = (db: Database): HouseStore => ({
  async itemCount() {
    const count = sql<number>`count(*)`.as("items");
    return (await ask(() => db.selectFrom("items").select(count).executeTakeFirstOrThrow())).items;
  },

  items: (after, limit) =>
    ask(() =>
      db
        .selectFrom("items")
        .select(["position", "id"])
        .where("position", ">", after)
        .orderBy("position")
        .limit(limit)
        .execute(),
    ),

  async logs() {
    const { rows } = await ask(() =>
      sql<{ origin: string }>`
        SELECT origin FROM ledger_writers w
         WHERE EXISTS (SELECT 1 FROM ledger_heads h WHERE h.origin = w.origin)
         ORDER BY origin`.execute(db),
    );
    return rows.map(({ origin }) => origin);
  },

  async heads(origin, afterSize, limit) {
    const rows = await ask(() =>
      db
        .selectFrom("ledger_heads")
        .selectAll()
        .where("origin", "=", origin)
        .where("size", ">", afterSize)
        .orderBy("size")
        .limit(limit)
        .execute(),
    );
    return rows.map(({ size, root_sha256: rootSha256, note, signed_at: at }) => ({
      ...{ size, rootSha256, note, signedAt: utcInstant(at) },
    }));
  },

  takenUp: (...asked) => takenUp(db, ...asked),

  async sealsWith(digests) {
    if (digests.length === 0) return [];
    const rows = await ask(() =>
      db.selectFrom("seals").selectAll().where("manifest_sha256", "in", digests).execute(),
    );
    return rows.map(sealOf);
  },

  texts: (kind, after, limit) => ask(() => TEXTS[kind].page(db, after, limit)),

  textsWith: (kind, digests) =>
    digests.length === 0 ? Promise.resolve([]) : ask(() => TEXTS[kind].there(db, digests)),

  recordBatches: (after, limit) => recordBatches(db, after, limit),

  unevenUploads: (limit) => unevenUploads(db, limit),
});

async function unevenUploads(db: Database, limit: number): Promise<readonly UploadId[]> {
  const { rows } = await ask(() =>
    sql<{ id: UploadId }>`
      SELECT u.id FROM uploads u WHERE u.state = 'open'
         AND u.offset_bytes <> (SELECT coalesce(sum(size_bytes), 0) FROM upload_runs r WHERE r.upload_id = u.id)
       LIMIT ${limit}`.execute(db),
  );
  return rows.map(({ id }) => id);
}

async function takenUp(
  db: Database,
  ...[origin, first, last]: Parameters<HouseStore["takenUp"]>
): ReturnType<HouseStore["takenUp"]> {
  const { rows } = await ask(() =>
    sql<{ first: number; last: number }>`
      SELECT first, last FROM ledger_taken_up t
       WHERE t.origin = ${origin} AND t.last >= ${first} AND t.first <= ${last} ORDER BY first`.execute(
      db,
    ),
  );
  return rows;
}

async function recordBatches(
  db: Database,
  after: number,
  limit: number,
): Promise<readonly RecordBatch[]> {
  const { rows } = await ask(() =>
    sql<RecordBatch>`
      SELECT b.id AS position, b.kind, b.leaf, b.is_entered AS "isEntered",
             ARRAY(SELECT CASE WHEN r.sha256 = coalesce(e.sha256, a.sha256) THEN r.sha256 ELSE '' END
                     FROM ledger_records r
                     LEFT JOIN custody_events e ON e.item_id = r.item_id AND e.index = r.index
                     LEFT JOIN actions a ON r.item_id IS NULL AND a.index = r.index
                    WHERE r.batch_id = b.id ORDER BY r.place) AS digests
        FROM ledger_batches b WHERE b.id > ${after} ORDER BY b.id LIMIT ${limit}`.execute(db),
  );
  return rows;
}
