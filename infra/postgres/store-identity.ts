/** StoreIdentity on PostgreSQL: one row, and what items and ledger say is in the store. */
import { sql } from "kysely";
import { sha256 } from "../../services/kernel/digest.ts";
import { assert } from "../../services/kernel/refusal.ts";
import { TILE_WIDTH, encodeBundle, tilePath, tileWidth } from "../../services/ledger/tile.ts";
import { ledgerKey } from "../../services/objects/object-key.ts";
import type {
  KeptIdentity,
  KnownObject,
  StoreIdentity,
} from "../../services/objects/store-identity.ts";
import { type Database, ask } from "./connection.ts";

export function createStoreIdentity(db: Database): StoreIdentity {
  const kept = async (): Promise<KeptIdentity | null> => {
    const row = await db
      .selectFrom("store_identity")
      .select(["id", "is_stored as isStored"])
      .executeTakeFirst();
    return row ?? null;
  };
  return {
    kept: () => ask(kept),

    keepOnce: (id) =>
      ask(async () => {
        const insert = db.insertInto("store_identity").values({ id });
        await insert.onConflict((conflict) => conflict.doNothing()).execute();
        const row = await kept();
        assert(row !== null, "a row that stands in the way is there");
        return row;
      }),

    stored: () =>
      ask(async () => {
        await db.updateTable("store_identity").set({ is_stored: true }).execute();
      }),

    known: (limit) =>
      ask(async () => {
        const originals = await newestOriginals(db, limit);
        return originals.length > 0 ? originals : await newestEntries(db);
      }),
  };
}

async function newestOriginals(db: Database, limit: number): Promise<readonly KnownObject[]> {
  const rows = await db
    .selectFrom("items")
    .select(["original", "size_bytes as sizeBytes"])
    .where("stage", "=", "sealed")
    .where("original", "is not", null)
    .orderBy("position", "desc")
    .limit(limit)
    .execute();
  return rows.flatMap(({ original, sizeBytes }) =>
    original === null ? [] : [{ ...original.object, sizeBytes, sha256: null }],
  );
}

/** The bundle that the newest head ends in. */
async function newestEntries(db: Database): Promise<readonly KnownObject[]> {
  const { rows } = await sql<{ origin: string; size: number }>`
    SELECT h.origin, h.size FROM ledger_writers w
      JOIN LATERAL (SELECT origin, size, signed_at FROM ledger_heads
                     WHERE origin = w.origin ORDER BY size DESC LIMIT 1) h ON true
     ORDER BY h.signed_at DESC LIMIT 1`.execute(db);
  const [head] = rows;
  if (head === undefined) return [];
  const index = Math.floor((head.size - 1) / TILE_WIDTH);
  const entries = await db
    .selectFrom("ledger_entries")
    .select("leaf")
    .where("origin", "=", head.origin)
    .where("index", ">=", index * TILE_WIDTH)
    .where("index", "<", head.size)
    .orderBy("index")
    .execute();
  const bytes = encodeBundle(entries.map(({ leaf }) => leaf));
  const path = tilePath({ level: "entries", index, width: tileWidth(0, index, head.size) });
  const key = ledgerKey(head.origin, path);
  return [{ key, versionId: null, sizeBytes: bytes.byteLength, sha256: sha256(bytes) }];
}
