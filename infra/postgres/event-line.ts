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
            },
          ],
    );
  },
});
