/** Custody events across items in PostgreSQL, each question by an index of its own (0154-audit.sql). */
import { type Selectable, sql } from "kysely";
import type { CustodyEvent } from "../../services/evidence/custody-event.ts";
import type { EventFilter, EventFinder, EventPlace } from "../../services/review/event-finder.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { eventOf } from "./evidence-store.ts";
import type { Tables } from "./tables.ts";
import { seesItem } from "./walls.ts";

export const createEventFinder = (db: Database): EventFinder => ({
  async events(filter, before, limit, sight = null): Promise<readonly CustodyEvent[]> {
    const query = eventsQuery(filter, before, limit, sight);
    return (await askAs(db, sight, (as) => query.execute(as))).rows.map(eventOf);
  },
});

/** Told apart from what asks it, so that a test can look at its plan. */
export function eventsQuery(
  { actor, itemId, caseId, refusals, from, until }: EventFilter,
  before: EventPlace | null,
  limit: number,
  sight: Sight | null,
) {
  const asked = [
    ...(actor === null ? [] : [sql`e.actor = ${actor}`]),
    ...(itemId === null ? [] : [sql`e.item_id = ${itemId}`]),
    ...(caseId === null
      ? []
      : [
          sql`e.item_id IN (SELECT l.item_id FROM case_links l WHERE l.case_id = ${caseId} AND l.unlinked_at IS NULL)`,
        ]),
    ...(refusals ? [sql`e.kind = 'access-refused'`] : []),
    ...(from === null ? [] : [sql`e.at >= ${from}::timestamptz`]),
    ...(until === null ? [] : [sql`e.at < ${until}::timestamptz`]),
    ...(before === null
      ? []
      : [
          sql`(e.at, e.item_id, e.index) < (${before.at}::timestamptz, ${before.itemId}::uuid, ${before.index}::int)`,
        ]),
    seesItem(sight, sql`e.item_id`),
  ];
  return sql<Selectable<Tables["custody_events"]>>`
      SELECT e.* FROM custody_events e WHERE ${sql.join(asked, sql` AND `)}
       ORDER BY e.at DESC, e.item_id DESC, e.index DESC LIMIT ${limit}`;
}
