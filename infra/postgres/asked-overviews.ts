/** Overviews of what was received when none were made, in PostgreSQL. */
import { sql } from "kysely";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";

/** Photographs have none. */
const UNASKED = sql`overview_stage = 'unasked' AND viewing_stage = 'ready' AND stage = 'sealed'
  AND media_info ->> 'family' NOT IN ('jpeg_pipe', 'png_pipe')`;

/** The newest first, and on record in the same transaction. A step that saves meanwhile does so again, on what is asked for here. */
export const askOverviews = (db: Database, limit: number, at: UtcInstant) =>
  ask(() =>
    db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ id: string }>`
        WITH due AS (SELECT id FROM items WHERE ${UNASKED} ORDER BY position DESC LIMIT ${limit} FOR UPDATE)
        UPDATE items i SET overview_stage = 'waiting', version = version + 1 FROM due
         WHERE i.id = due.id RETURNING i.id`.execute(transaction);
      const left = await sql<{ count: number }>`
        SELECT count(*)::int AS count FROM items WHERE ${UNASKED}`.execute(transaction);
      const told = { asked: rows.length, left: left.rows[0]?.count ?? 0 };
      const who = { actor: "process:command", subject: null, before: null, reason: null } as const;
      const action = { kind: "overviews-asked", at, ...who, after: told } as const;
      await appendAction(transaction, told.asked === 0 ? null : action);
      return told;
    }),
  );
