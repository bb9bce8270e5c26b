/** DeadlineStore on PostgreSQL. */
import { sql } from "kysely";
import type { DeadlineStore } from "../../services/reports/deadline-store.ts";
import { listsOf } from "./case-rows.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { seesCase } from "./walls.ts";

export const createDeadlineStore = (db: Database): DeadlineStore => ({
  async open(limit, sight) {
    const rows = await askAs(db, sight, (as) =>
      as
        .selectFrom("cases as c")
        .select(["c.id", "c.number", "c.action_kind", "c.filed_on", "c.decided_on", "c.closed_on"])
        .select(["c.legal_basis", "c.events", "c.extensions"])
        .where(
          sql<boolean>`((filed_on IS NOT NULL AND decided_on IS NULL AND closed_on IS NULL) OR events <> '[]')`,
        )
        // Of events, those that nothing is told to be done of.
        .where(sql<boolean>`((filed_on IS NOT NULL AND decided_on IS NULL AND closed_on IS NULL)
        OR EXISTS (SELECT FROM jsonb_array_elements(events) e WHERE e->>'doneOn' IS NULL))`)
        .where(seesCase(sight, sql`c.id`))
        .orderBy("c.position")
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => {
      const { events, extensions } = listsOf(row);
      return {
        ...{ id: row.id, number: row.number, actionKind: row.action_kind, events, extensions },
        ...{ filedOn: row.filed_on, decidedOn: row.decided_on, closedOn: row.closed_on },
      };
    });
  },
});
