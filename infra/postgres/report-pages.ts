/** What a report counts one by one, by pages of a snapshot: sessions with all they are judged by, and when recordings came in. */
import { sql } from "kysely";
import type { OfficerId } from "../../services/kernel/ids.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { HandIn } from "../../services/sessions/hand-in.ts";
import type { Span } from "../../services/reports/report-facts.ts";
import type { SessionParts } from "../../services/reports/session-tally.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { PostgresOfficerStore } from "./officer-store.ts";
import { recordingsOf } from "./session-recordings.ts";
import { PostgresSessionStore, sessionOf } from "./session-store.ts";
import { seesItem, seesSession } from "./walls.ts";

const SESSIONS_AT_ONCE = 200;
const ITEMS_AT_ONCE = 5_000;

export async function* sessionsOf(
  db: Database,
  sight: Sight,
  { from, until }: Span,
): AsyncGenerator<readonly SessionParts[]> {
  const [store, register] = [new PostgresSessionStore(db), new PostgresOfficerStore(db)];
  const began = sql<Date>`coalesce((s.facts->>'startedAt')::timestamptz, (s.facts->>'plannedStart')::timestamptz, s.created_at)`;
  for (let after = 0; ;) {
    const query = db
      .selectFrom("recording_sessions as s")
      .selectAll("s")
      .where("s.position", ">", after)
      .where(sql<boolean>`${began} >= ${from}::timestamptz AND ${began} < ${until}::timestamptz`)
      .where(seesSession(sight))
      .orderBy("s.position")
      .limit(SESSIONS_AT_ONCE);
    const rows = await ask(() => query.execute());
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.position;
    const sessions = rows.map(sessionOf);
    const recordings = await recordingsOf(
      db,
      sessions.map(({ id }) => id),
      sight,
    );
    const itemIds = [...recordings.values()].flatMap((own) => own.map(({ itemId }) => itemId));
    const annotations = Map.groupBy(await store.annotations(itemIds), ({ itemId }) => itemId);
    const officers = new Map(
      (await register.officers([...new Set(sessions.flatMap((one) => one.officerIds))])).map(
        (officer) => [officer.id, officer] as const,
      ),
    );
    yield sessions.map((session) => {
      const own = recordings.get(session.id) ?? [];
      return {
        ...{ session, recordings: own },
        annotations: own.flatMap(({ itemId }) => annotations.get(itemId) ?? []),
        officers: session.officerIds.flatMap((id: OfficerId) => officers.get(id) ?? []),
      };
    });
  }
}

interface HandInRow {
  readonly position: number;
  readonly received_at: Date;
  readonly ended_at: Date | null;
}

export async function* handInsOf(
  db: Database,
  sight: Sight,
  { from, until }: Span,
): AsyncGenerator<readonly HandIn[]> {
  for (let after = 0; ;) {
    const { rows } = await ask(() =>
      sql<HandInRow>`
        WITH hidden AS MATERIALIZED (SELECT s.id FROM recording_sessions s WHERE NOT ${seesSession(sight)})
        SELECT i.position, i.received_at, coalesce(
            (SELECT (s.facts->>'stoppedAt')::timestamptz FROM recording_sessions s
              WHERE s.id NOT IN (SELECT id FROM hidden) AND s.id = coalesce(
                (SELECT p.session_id FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL),
                (SELECT d.id FROM recording_sessions d WHERE d.number = i.other_metadata->>'session'
                    AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)))),
            i.recorded_at + coalesce((i.media_info->>'durationMs')::float8, 0) * interval '1 millisecond') AS ended_at
          FROM items i WHERE i.position > ${after} AND i.stage <> 'quarantined'
           AND i.received_at >= ${from}::timestamptz AND i.received_at < ${until}::timestamptz
           AND ${seesItem(sight, sql`i.id`)}
         ORDER BY i.position LIMIT ${ITEMS_AT_ONCE}`.execute(db),
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.position;
    yield rows.map((row) => ({
      receivedAt: utcInstant(row.received_at),
      endedAt: maybeInstant(row.ended_at),
    }));
  }
}
