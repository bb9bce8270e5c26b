/** What the database counts as stored: recordings, copies, and what open uploads brought so far. */
import { sql } from "kysely";
import { assert } from "../../services/kernel/refusal.ts";
import { type Database, ask } from "./connection.ts";

/** Bytes; what is written beside them (manifests, the ledger) is small and not counted. */
export async function storedBytes(db: Database): Promise<number> {
  const { rows } = await ask(() =>
    sql<{ bytes: number }>`
      SELECT ((SELECT coalesce(sum(size_bytes), 0) FROM items)
            + (SELECT coalesce(sum(size_bytes), 0) FROM derivatives)
            + (SELECT coalesce(sum(offset_bytes), 0) FROM uploads
                WHERE state IN ('open', 'complete', 'joined')))::bigint AS bytes`.execute(db),
  );
  const [row] = rows;
  assert(row !== undefined, "a select of values has a row");
  return row.bytes;
}
