/** Recordings that no viewing copy could be made of, looked at once more, in PostgreSQL. */
import { sql } from "kysely";
import { type Database, ask } from "./connection.ts";

/** The newest first. A step that saves meanwhile does so again, on what is asked for here. */
export async function lookAgain(db: Database, reasons: readonly string[], limit: number) {
  const unopened = sql`viewing_stage = 'none' AND stage = 'sealed' AND no_viewing_reason = ANY(${[...reasons]}::text[])`;
  const { rows } = await ask(() =>
    sql<{ id: string }>`
      WITH due AS (SELECT id FROM items WHERE ${unopened} ORDER BY position DESC LIMIT ${limit} FOR UPDATE)
      UPDATE items i SET viewing_stage = 'waiting', no_viewing_reason = NULL, version = version + 1 FROM due
       WHERE i.id = due.id RETURNING i.id`.execute(db),
  );
  const left = await ask(() =>
    sql<{ count: number }>`SELECT count(*)::int AS count FROM items WHERE ${unopened}`.execute(db),
  );
  return { asked: rows.length, left: left.rows[0]?.count ?? 0 };
}
