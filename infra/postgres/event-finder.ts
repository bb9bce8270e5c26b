/** Custody events across items in PostgreSQL, each question by an index of its own (0154-audit.sql). */
import { type RawBuilder, type Selectable, sql } from "kysely";
import type { CustodyEvent } from "../../services/evidence/custody-event.ts";
import type { EventFilter, EventFinder, EventPlace } from "../../services/review/event-finder.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAbout, askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { eventOf } from "./evidence-store.ts";
import type { Tables } from "./tables.ts";
import { seesItem } from "./walls.ts";

export const createEventFinder = (db: Database): EventFinder => ({
  async events(filter, before, limit, sight = null): Promise<readonly CustodyEvent[]> {
    const query = eventsQuery(filter, before, limit, sight);
    // A case's items are judged one by one in the query itself; row security would judge each of their events.
    const isOfCase = filter.caseId !== null && sight !== null;
    const asked = isOfCase
      ? askAbout(db, sight, (as) => query.execute(as))
      : askAs(db, sight, (as) => query.execute(as));
    return (await asked).rows.map(eventOf);
  },
});

type Row = Selectable<Tables["custody_events"]>;

/** Told apart from what asks it, so that a test can look at its plan. */
export function eventsQuery(
  filter: EventFilter,
  before: EventPlace | null,
  limit: number,
  sight: Sight | null,
): RawBuilder<Row> {
  const asked = conditions(filter, before);
  if (filter.caseId !== null) {
    // By time within each chain, too: where a clock was set back, an order by place would lose what is between two pages.
    return sql<Row>`
      SELECT n.* FROM case_links l, LATERAL (
          SELECT e.* FROM custody_events e WHERE e.item_id = l.item_id AND ${sql.join(asked, sql` AND `)}
           ORDER BY e.at DESC, e.index DESC LIMIT ${limit}) n
       WHERE l.case_id = ${filter.caseId} AND l.unlinked_at IS NULL AND ${seesItem(sight, sql`l.item_id`)}
       ORDER BY n.at DESC, n.item_id DESC, n.index DESC LIMIT ${limit}`;
  }
  // One item's chain is in order as it is, and its primary key serves it.
  const order =
    filter.itemId === null
      ? sql`e.at DESC, e.item_id DESC, e.index DESC`
      : sql`e.item_id DESC, e.index DESC`;
  const seen = [...asked, seesItem(sight, sql`e.item_id`)];
  return sql<Row>`
    SELECT e.* FROM custody_events e WHERE ${sql.join(seen, sql` AND `)} ORDER BY ${order} LIMIT ${limit}`;
}

function conditions(
  { actor, itemId, refusals, from, until }: EventFilter,
  before: EventPlace | null,
): RawBuilder<unknown>[] {
  return [
    sql`true`,
    ...(actor === null ? [] : [sql`e.actor = ${actor}`]),
    ...(itemId === null ? [] : [sql`e.item_id = ${itemId}`]),
    ...(refusals ? [sql`e.kind = 'access-refused'`] : []),
    ...(from === null ? [] : [sql`e.at >= ${from}::timestamptz`]),
    ...(until === null ? [] : [sql`e.at < ${until}::timestamptz`]),
    ...(before === null
      ? []
      : itemId === null
        ? [
            sql`(e.at, e.item_id, e.index) < (${before.at}::timestamptz, ${before.itemId}::uuid, ${before.index}::int)`,
          ]
        : [sql`e.index < ${before.index}`]),
  ];
}
