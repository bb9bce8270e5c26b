/** EventLine on PostgreSQL: numbers are given after commit, one numberer at a time (number_events, migration 0142). */
import { sql } from "kysely";
import type { EventLine, PublishedEvent } from "../../services/events/event-line.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";

/** In one transaction; more wait only where nobody numbered for long. */
const NUMBERED_AT_ONCE = 5_000;

async function numberSome(db: Database): Promise<number> {
  const { rows } = await ask(() =>
    sql<{ last: number }>`SELECT number_events(${NUMBERED_AT_ONCE}) AS last`.execute(db),
  );
  return rows[0]?.last ?? 0;
}

export const createEventLine = (db: Database): EventLine => ({
  async number() {
    // Whoever begins now begins behind all that waits, and not behind a part of it.
    for (let before = 0; ;) {
      const last = await numberSome(db);
      if (last - before < NUMBERED_AT_ONCE) return last;
      before = last;
    }
  },

  async forgotten() {
    const { rows } = await ask(() =>
      sql<{ first: number | null }>`SELECT min(sequence) AS first FROM published_events`.execute(
        db,
      ),
    );
    return (rows[0]?.first ?? 1) - 1;
  },

  async forget(before, limit) {
    const { numAffectedRows } = await ask(() =>
      sql`
        WITH oldest AS (SELECT sequence, at FROM published_events WHERE sequence IS NOT NULL ORDER BY sequence LIMIT ${limit})
        DELETE FROM published_events WHERE sequence IN (
          SELECT sequence FROM oldest
           WHERE sequence < (SELECT max(sequence) FROM published_events)
             AND sequence < coalesce((SELECT min(sequence) FROM oldest WHERE at >= ${before}::timestamptz), sequence + 1))`.execute(
        db,
      ),
    );
    return Number(numAffectedRows ?? 0n);
  },

  async between(sight, types, after, until) {
    const rows = await askAs(db, sight, (as) =>
      as
        .selectFrom("published_events")
        .selectAll()
        .where("sequence", ">", after)
        .where("sequence", "<=", until)
        .where(sql<boolean>`type = ANY (${types}::text[])`)
        .orderBy("sequence")
        .execute(),
    );
    return rows.flatMap((row): PublishedEvent[] =>
      row.sequence === null
        ? []
        : [
            {
              ...{ sequence: row.sequence, type: row.type, at: utcInstant(row.at) },
              ...(row.item_id === null ? {} : { itemId: row.item_id }),
              ...(row.case_id === null ? {} : { caseId: row.case_id }),
              ...(row.session_id === null ? {} : { sessionId: row.session_id }),
              ...(row.package_id === null ? {} : { packageId: row.package_id }),
              ...(row.hold_id === null ? {} : { holdId: row.hold_id }),
              ...(row.batch_id === null ? {} : { batchId: row.batch_id }),
            },
          ],
    );
  },
});
