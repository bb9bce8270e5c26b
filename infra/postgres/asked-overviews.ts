/** Overviews of what was received when none were made, in PostgreSQL. */
import { sql } from "kysely";
import { type Database, ask } from "./connection.ts";

/** Photographs have none. */
const UNASKED = sql`overview_stage = 'unasked' AND viewing_stage = 'ready' AND stage = 'sealed'
  AND media_info ->> 'family' NOT IN ('jpeg_pipe', 'png_pipe')`;

/** The newest first. A step that saves meanwhile does so again, on what is asked for here. */
export async function askOverviews(db: Database, limit: number) {
  const { rows } = await ask(() =>
    sql<{ id: string }>`
      WITH due AS (SELECT id FROM items WHERE ${UNASKED} ORDER BY position DESC LIMIT ${limit} FOR UPDATE)
      UPDATE items i SET overview_stage = 'waiting', version = version + 1 FROM due
       WHERE i.id = due.id RETURNING i.id`.execute(db),
  );
  const left = await ask(() =>
    sql<{ count: number }>`SELECT count(*)::int AS count FROM items WHERE ${UNASKED}`.execute(db),
  );
  return { asked: rows.length, left: left.rows[0]?.count ?? 0 };
}
