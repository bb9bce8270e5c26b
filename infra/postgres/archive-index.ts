/** What the index of a transfer says of each of its items, in PostgreSQL. */
import { sql } from "kysely";
import type { ArchiveIndexStore, IndexedItem } from "../../services/disposal/archive-index.ts";
import { parseCalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { assert } from "../../services/kernel/refusal.ts";
import { ARCHIVE_TERMS, type ArchiveTerm } from "../../services/policy/retention-class.ts";
import { DUTIES, type Duty, STATE_LEVELS } from "../../services/secrecy/mark.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";

interface Row extends Pick<
  IndexedItem,
  "itemId" | "cases" | "activity" | "filename" | "mediaType" | "officers"
> {
  readonly terms: readonly ArchiveTerm[];
  readonly size_bytes: number;
  readonly sha256: IndexedItem["sha256"] | null;
  readonly recorded_at: Date | null;
  readonly received_at: Date;
  readonly rank: number;
  readonly secret_until: string | null;
  readonly duties: readonly string[];
}

export const createArchiveIndexStore = (db: Database): ArchiveIndexStore => ({
  of: (packageId, zone) =>
    ask(async () => {
      const batch = await db
        .selectFrom("disposals")
        .select(["id", "transfer"])
        .where("package_id", "=", packageId)
        .executeTakeFirst();
      if (batch === undefined || batch.transfer === null) return null;
      const { rows } = await sql<Row>`
        SELECT i.id AS "itemId", i.activity, i.filename, i.media_type AS "mediaType", i.size_bytes,
               i.original_sha256 AS sha256, i.recorded_at, i.received_at,
               coalesce((SELECT jsonb_agg(jsonb_build_object('number', c.number, 'title', c.title) ORDER BY l.linked_at)
                           FROM case_links l JOIN cases c ON c.id = l.case_id
                          WHERE l.item_id = i.id AND l.unlinked_at IS NULL), '[]') AS cases,
               ARRAY(SELECT DISTINCT c.archive_term FROM case_links l JOIN cases c ON c.id = l.case_id
                      WHERE l.item_id = i.id AND l.unlinked_at IS NULL AND c.archive_term IS NOT NULL
                     UNION SELECT 'permanent' FROM retention r
                            WHERE r.item_id = i.id AND r.floor_until = 'infinity') AS terms,
               ARRAY(SELECT DISTINCT ON (e.officer_id) e.name || ' (' || e.credential_no || ')'
                       FROM recording_sessions s JOIN officer_entries e ON e.officer_id = ANY (s.officer_ids)
                      WHERE s.id IN (
                              SELECT p.session_id FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL
                              UNION ALL
                              SELECT d.id FROM recording_sessions d WHERE d.number = i.other_metadata->>'session'
                                 AND NOT EXISTS (SELECT FROM session_items n WHERE n.item_id = i.id))
                        AND NOT EXISTS (SELECT FROM officer_entries x WHERE x.replaces = e.id)
                        AND (coalesce(i.recorded_at, i.received_at) AT TIME ZONE ${zone})::date BETWEEN e.valid_from AND coalesce(e.valid_to, 'infinity')
                      ORDER BY e.officer_id, e.valid_from DESC) AS officers,
               coalesce(w.rank, 0) AS rank, w.secret_until, coalesce(w.duties, '{}') AS duties
          FROM packages p JOIN items i ON i.id = ANY (p.item_ids)
          LEFT JOIN LATERAL (
            SELECT max(s.rank) AS rank,
                   (array_agg(s.until::text ORDER BY s.rank DESC, s.until DESC NULLS FIRST)
                      FILTER (WHERE s.rank > 0))[1] AS secret_until,
                   array_agg(DISTINCT s.kind) AS duties
              FROM secrecy_walls s
             WHERE s.item_id = i.id AND (s.until IS NULL OR s.until > current_date)) w ON true
         WHERE p.id = ${packageId}`.execute(db);
      return { disposalId: batch.id, plan: batch.transfer, items: rows.map(indexed) };
    }),
});

function indexed({ size_bytes, recorded_at, received_at, rank, secret_until, ...row }: Row) {
  assert(row.sha256 !== null, "what is transferred is sealed");
  return {
    ...{ ...row, sha256: row.sha256, sizeBytes: size_bytes },
    terms: ARCHIVE_TERMS.filter((term) => row.terms.includes(term)).toReversed(),
    ...{ recordedAt: maybeInstant(recorded_at), receivedAt: utcInstant(received_at) },
    secrecy: STATE_LEVELS[rank - 1] ?? null,
    secretUntil: secret_until === null ? null : parseCalendarDate(secret_until),
    duties: DUTIES.filter((duty): duty is Duty => row.duties.includes(duty)),
  };
}
