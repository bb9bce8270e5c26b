/** What a house holds of a period, in one snapshot of PostgreSQL that writes nothing. */
import { sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type {
  DisposalFigures,
  Equipment,
  FindingFigures,
  HoldFigures,
  ItemCounts,
  ReportFacts,
  ReportFactsSource,
  Span,
} from "../../services/reports/report-facts.ts";
import type { Protection } from "../../services/reports/protection.ts";
import { DUTIES, STATE_LEVELS } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { type Database, ask } from "./connection.ts";
import { decisionsOf } from "./report-decisions.ts";
import { handInsOf, sessionsOf } from "./report-pages.ts";
import { spotFigures } from "./spot-check-figures.ts";
import { passes, seesHold, seesItem, seesSession } from "./walls.ts";

export function createReportFacts(db: Database): ReportFactsSource {
  return {
    async snapshot(sight, work) {
      const snapshot = await ask(() =>
        db
          .startTransaction()
          .setIsolationLevel("repeatable read")
          .setAccessMode("read only")
          .execute(),
      );
      try {
        // Its first statement fixes what it sees.
        const { at } = await one<{ at: Date }>(snapshot, sql`SELECT clock_timestamp() AS at`);
        return await work(factsIn(snapshot, sight, at));
      } finally {
        // Also where the work failed; a connection that broke holds nothing any more.
        await snapshot.rollback().execute();
      }
    },
  };
}

const factsIn = (db: Database, sight: Sight, at: Date): ReportFacts => ({
  at: utcInstant(at),
  protection: () => protection(db, sight),
  sessions: (span) => sessionsOf(db, sight, span),
  items: (span) => items(db, sight, span),
  handIns: (span) => handInsOf(db, sight, span),
  equipment: (span) => equipment(db, span),
  holds: (span) => holds(db, sight, span),
  findings: (span) => findings(db, sight, span),
  disposals: (span) => disposals(db, sight, span),
  spotChecks: (span) => spotFigures(db, sight, span),
  decisions: (span) => decisionsOf(db, sight, span),
});

async function one<Row>(db: Database, query: ReturnType<typeof sql>): Promise<Row> {
  const { rows } = await ask(() => query.execute(db));
  return rows[0] as Row;
}

async function protection(db: Database, sight: Sight): Promise<Protection> {
  const row = await one<{ rank: number; kinds: string[]; is_personal: boolean }>(
    db,
    sql`SELECT coalesce(max(w.rank), 0) AS rank, coalesce(array_agg(DISTINCT w.kind), '{}') AS kinds,
               coalesce(bool_or(w.scope IS NOT NULL OR w.kind = 'set-apart'), false) AS is_personal
          FROM (SELECT kind, until, scope, secrecy_rank(kind, status) AS rank FROM secrecy_labels
                 WHERE ended_at IS NULL) w
         WHERE (w.until IS NULL OR w.until > ${sight.today}::date) AND ${passes(sight)}`,
  );
  const duties = DUTIES.filter((duty) => row.kinds.includes(duty));
  const mark = { state: STATE_LEVELS[row.rank - 1] ?? null, duties };
  return { mark, isPersonal: row.is_personal };
}

async function items(db: Database, sight: Sight, { from, until }: Span): Promise<ItemCounts> {
  const row = await one<{
    received: number;
    quarantined: number;
    linked: number;
    in_session: number;
  }>(
    db,
    sql`WITH hidden AS MATERIALIZED (SELECT s.id FROM recording_sessions s WHERE NOT ${seesSession(sight)})
        SELECT count(*) AS received, count(*) FILTER (WHERE is_out) AS quarantined,
               count(*) FILTER (WHERE NOT is_out AND is_linked) AS linked,
               count(*) FILTER (WHERE NOT is_out AND is_of_session) AS in_session
          FROM (SELECT i.stage = 'quarantined' AS is_out,
                       EXISTS (SELECT FROM case_links l WHERE l.item_id = i.id AND l.unlinked_at IS NULL) AS is_linked,
                       (EXISTS (SELECT FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL
                                   AND p.session_id NOT IN (SELECT id FROM hidden))
                        OR (EXISTS (SELECT FROM recording_sessions s WHERE s.number = i.other_metadata->>'session'
                                       AND s.id NOT IN (SELECT id FROM hidden))
                            AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id))) AS is_of_session
                  FROM items i WHERE i.received_at >= ${from}::timestamptz AND i.received_at < ${until}::timestamptz
                   AND ${seesItem(sight, sql`i.id`)}) counted`,
  );
  const { received, quarantined, linked, in_session: inSession } = row;
  return { received, quarantined, linked, inSession };
}

async function equipment(db: Database, { until, last }: Span): Promise<Equipment> {
  const row = await one<
    {
      [name in "bodies" | "rooms" | "cctv" | "docks" | "officers"]: number;
    } & { readonly has_register: boolean }
  >(
    db,
    sql`SELECT count(*) FILTER (WHERE kind = 'body_camera') AS bodies, count(*) FILTER (WHERE kind = 'room_recorder') AS rooms,
               count(*) FILTER (WHERE kind = 'cctv') AS cctv, count(*) FILTER (WHERE kind = 'dock') AS docks,
               EXISTS (SELECT FROM officers) AS has_register,
               (SELECT count(DISTINCT e.officer_id) FROM officer_entries e
                 WHERE NOT EXISTS (SELECT FROM officer_entries r WHERE r.replaces = e.id)
                   AND e.valid_from <= ${last}::date AND (e.valid_to IS NULL OR e.valid_to >= ${last}::date)) AS officers
          FROM devices WHERE created_at < ${until}::timestamptz
                         AND (retired_at IS NULL OR retired_at >= ${until}::timestamptz)`,
  );
  return {
    ...{ bodyCameras: row.bodies, roomRecorders: row.rooms, cctv: row.cctv, docks: row.docks },
    ...{ officers: row.officers, hasRegister: row.has_register },
  };
}

async function holds(db: Database, sight: Sight, { from, until }: Span): Promise<HoldFigures> {
  return one<HoldFigures>(
    db,
    sql`SELECT count(*) FILTER (WHERE h.placed_at >= ${from}::timestamptz) AS placed,
               count(*) FILTER (WHERE h.released_at >= ${from}::timestamptz AND h.released_at < ${until}::timestamptz) AS released,
               count(*) FILTER (WHERE h.released_at IS NULL OR h.released_at >= ${until}::timestamptz) AS active,
               count(*) FILTER (WHERE h.released_at IS NULL AND h.review_on < ${sight.today}) AS overdue,
               (SELECT count(DISTINCT x.item_id) FROM held_items x JOIN holds a ON a.id = x.hold_id
                 WHERE a.released_at IS NULL AND x.left_at IS NULL AND ${seesItem(sight, sql`x.item_id`)}) AS items
          FROM holds h WHERE h.placed_at < ${until}::timestamptz AND ${seesHold(sight)}`,
  );
}

async function findings(
  db: Database,
  sight: Sight,
  { from, until }: Span,
): Promise<FindingFigures> {
  return one<FindingFigures>(
    db,
    sql`SELECT count(*) AS found, count(*) FILTER (WHERE f.ended_at IS NULL) AS open FROM fixity_findings f
         WHERE f.found_at >= ${from}::timestamptz AND f.found_at < ${until}::timestamptz
           AND (f.item_id IS NULL OR ${seesItem(sight, sql`f.item_id`)})`,
  );
}

async function disposals(
  db: Database,
  sight: Sight,
  { from, until }: Span,
): Promise<DisposalFigures> {
  const within = (at: string) =>
    sql`${sql.ref(at)} >= ${from}::timestamptz AND ${sql.ref(at)} < ${until}::timestamptz`;
  return one<DisposalFigures>(
    db,
    sql`SELECT count(*) FILTER (WHERE ${within("d.proposed_at")}) AS proposed,
               count(*) FILTER (WHERE ${within("d.proposed_at")} AND x.outcome = 'dropped') AS dropped,
               count(*) FILTER (WHERE x.outcome = 'destroyed' AND ${within("x.destroyed_at")}) AS destroyed
          FROM disposal_items x JOIN disposals d ON d.id = x.disposal_id WHERE ${seesItem(sight, sql`x.item_id`)}`,
  );
}
