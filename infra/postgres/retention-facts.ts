/** What retention is decided from, read over items, devices, cases and flags in one query a page. */
import { type RawBuilder, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import type { CaseFacts } from "../../services/retention/facts.ts";
import type { StoredFacts } from "../../services/retention/retention-store.ts";
import { type Database, ask } from "./connection.ts";
import { untilOf } from "./retention-rows.ts";

interface FactsRow {
  readonly id: ItemId;
  readonly position: number;
  readonly received_at: Date;
  readonly recorded_at: Date | null;
  readonly duration_ms: number | null;
  readonly kind: StoredFacts["sourceKind"];
  readonly activity: string | null;
  readonly session_activities: readonly string[] | null;
  readonly session_id: string | null;
  readonly session_stopped: string | null;
  readonly classified: StoredFacts["classifiedOn"] | null;
  readonly number: number | null;
  readonly floor: string | null;
  /** The latest of what it was made of. */
  readonly sources_floor: string | null;
  readonly is_open: boolean | null;
  readonly conflict: boolean | null;
  readonly class: string | null;
  readonly outcome_sha256: Sha256 | null;
  readonly review_on: CalendarDate | null;
  readonly cases: readonly CaseRow[] | null;
  readonly conditions:
    | readonly (Omit<StoredFacts["conditions"][number], "at"> & { readonly at: string })[]
    | null;
  readonly flags: readonly { readonly flag: string; readonly at: string }[] | null;
  readonly extensions:
    | readonly (Omit<StoredFacts["extensions"][number], "at"> & { readonly at: string })[]
    | null;
  readonly reviewed: StoredFacts["reviewed"];
}

/** A row of `cases` as JSON: days as "2025-09-24". */
interface CaseRow {
  readonly id: CaseId;
  readonly number: string;
  readonly filed_on: CaseFacts["filedOn"];
  readonly decided_on: CaseFacts["decidedOn"];
  readonly effective_on: CaseFacts["effectiveOn"];
  readonly closed_on: CaseFacts["closedOn"];
  readonly outcome: CaseFacts["outcome"];
  readonly litigation: CaseFacts["litigation"];
  readonly litigation_final_on: CaseFacts["litigationFinalOn"];
  readonly major_decision: boolean;
  readonly flags: readonly string[];
  readonly archive_term: CaseFacts["archiveTerm"];
  readonly over: CaseFacts["proceedingsOver"];
}

/** An item `i` and all that it was made of: what keeps one of these keeps it. */
const WITH_SOURCES = sql`(SELECT i.id UNION ALL SELECT d.source_id FROM derived_from d WHERE d.item_id = i.id)`;

/** When the last of its sources ended, or its own recording began; null: of one of them it is not known. */
const RECORDED_AT = sql`CASE WHEN NOT EXISTS (SELECT FROM derived_from d WHERE d.item_id = i.id) THEN i.recorded_at ELSE (
  SELECT CASE WHEN bool_and(s.recorded_at IS NOT NULL)
              THEN max(s.recorded_at + coalesce((s.media_info->>'durationMs')::bigint, 0) * interval '1 ms') END
    FROM derived_from d JOIN items s ON s.id = d.source_id WHERE d.item_id = i.id) END`;

/** Of what was made here that of its first source: the house itself records nothing. */
const KIND = sql`CASE WHEN sender.kind = 'house' THEN (
    SELECT o.kind FROM derived_inputs f JOIN items s ON s.id = f.item_id JOIN devices o ON o.id = s.device_id
     WHERE f.request_id = i.id ORDER BY f.place LIMIT 1)
  ELSE COALESCE(camera.kind, sender.kind) END`;

const SOURCES_FLOOR = sql`(SELECT max(p.floor_until)::text FROM retention p
  JOIN derived_from d ON d.source_id = p.item_id WHERE d.item_id = i.id)`;

/** Of sealed items that fit `which`, in order of arrival. A camera that a dock names is the source, where it is registered. */
export async function factsWhere(
  db: Database,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<readonly StoredFacts[]> {
  const { rows } = await ask(() =>
    sql<FactsRow>`
      SELECT i.id, i.position, i.received_at, ${RECORDED_AT} AS recorded_at, i.activity,
             CASE WHEN sender.kind <> 'house' THEN (i.media_info->>'durationMs')::bigint END AS duration_ms,
             ${KIND} AS kind, ${SOURCES_FLOOR} AS sources_floor,
             r.number, r.floor_until::text AS floor, r.is_open, r.conflict, r.class, r.outcome_sha256, r.review_on,
             (SELECT jsonb_agg(to_jsonb(c) || jsonb_build_object('over',
                      (SELECT CASE WHEN t.came_on IS NULL OR c.reopened_at IS NULL OR t.told_at > c.reopened_at
                                   THEN jsonb_build_object('on', t.came_on) END FROM told_conditions t
                        WHERE t.case_id = c.id AND t.condition = 'proceedings-over' ORDER BY t.position DESC LIMIT 1))
                    ORDER BY c.position)
                FROM cases c WHERE c.id IN (SELECT l.case_id FROM case_links l
                                             WHERE l.item_id IN ${WITH_SOURCES} AND l.unlinked_at IS NULL)) AS cases,
             (SELECT jsonb_agg(jsonb_build_object('condition', t.condition, 'on', t.came_on, 'at', t.told_at))
                FROM (SELECT DISTINCT ON (condition) condition, came_on, told_at FROM told_conditions
                       WHERE item_id = i.id ORDER BY condition, position DESC) t) AS conditions,
             session.activities AS session_activities, session.id AS session_id,
             session.facts->>'stoppedAt' AS session_stopped,
             (SELECT jsonb_agg(DISTINCT l.issued_on) FROM (
                SELECT kind, status, issued_on FROM secrecy_labels WHERE item_id IN ${WITH_SOURCES}
                UNION ALL
                SELECT kind, status, issued_on FROM secrecy_labels WHERE session_id = session.id
                UNION ALL
                SELECT c.kind, c.status, c.issued_on FROM case_links k JOIN secrecy_labels c ON c.case_id = k.case_id
                 WHERE k.item_id IN ${WITH_SOURCES} AND k.unlinked_at IS NULL) l
               WHERE l.status = 'confirmed' AND secrecy_rank(l.kind, l.status) > 0) AS classified,
             (SELECT jsonb_agg(jsonb_build_object('by', x.asked_by, 'time', x.time, 'term', x.term, 'until', x.until_on,
                      'at', x.extended_at) ORDER BY x.position)
                FROM retention_extensions x WHERE x.item_id IN ${WITH_SOURCES}) AS extensions,
             (SELECT jsonb_build_object('on', v.reviewed_on, 'next', v.next_on) FROM retention_reviews v
               WHERE v.item_id = i.id ORDER BY v.position DESC LIMIT 1) AS reviewed,
             (SELECT jsonb_agg(jsonb_build_object('flag', f.flag, 'at', f.at) ORDER BY f.flag, f.at)
                FROM (SELECT flag, set_at AS at FROM item_flags WHERE item_id IN ${WITH_SOURCES} AND ended_at IS NULL
                      UNION ALL
                      SELECT flag, greatest(set_at, session.since) FROM session_flags
                       WHERE session_id = session.id) f) AS flags
        FROM items i
        JOIN devices sender ON sender.id = i.device_id
        LEFT JOIN devices camera ON sender.kind = 'dock' AND camera.kind <> 'dock'
          AND camera.name = normalize(i.other_metadata->>'device', NFC)
        LEFT JOIN LATERAL (
          SELECT s.id, s.activities, s.facts, p.placed_at AS since FROM session_items p
            JOIN recording_sessions s ON s.id = p.session_id WHERE p.item_id = i.id AND p.ended_at IS NULL
          UNION ALL
          SELECT s.id, s.activities, s.facts, i.received_at FROM recording_sessions s
           WHERE s.number = i.other_metadata->>'session'
             AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)) session ON true
        LEFT JOIN retention r ON r.item_id = i.id
       WHERE i.stage = 'sealed' AND ${which}
       ORDER BY i.position LIMIT ${limit}`.execute(db),
  );
  return rows.map(factsOf);
}

const factsOf = (row: FactsRow): StoredFacts => ({
  itemId: row.id,
  position: row.position,
  receivedAt: utcInstant(row.received_at),
  recordedAt:
    row.recorded_at === null ? null : plusMs(utcInstant(row.recorded_at), row.duration_ms ?? 0),
  sourceKind: row.kind,
  activity: row.activity,
  sessionActivities: row.session_activities ?? [],
  session:
    row.session_id === null
      ? null
      : {
          stoppedAt:
            row.session_stopped === null ? null : utcInstant(new Date(row.session_stopped)),
        },
  classifiedOn: row.classified ?? [],
  flags: (row.flags ?? []).map(({ flag, at }) => ({ flag, at: utcInstant(new Date(at)) })),
  cases: (row.cases ?? []).map(caseOf),
  conditions: (row.conditions ?? []).map((told) => ({
    ...told,
    at: utcInstant(new Date(told.at)),
  })),
  extensions: (row.extensions ?? []).map((each) => ({
    ...each,
    at: utcInstant(new Date(each.at)),
  })),
  reviewed: row.reviewed,
  sourcesFloor: row.sources_floor === null ? null : untilOf(row.sources_floor),
  before: keptNow(row),
});

function keptNow(row: FactsRow): StoredFacts["before"] {
  const { number, floor, outcome_sha256: outcomeSha256 } = row;
  if (number === null || floor === null || outcomeSha256 === null) return null;
  return {
    ...{ number, floor: untilOf(floor), outcomeSha256, reviewOn: row.review_on },
    ...{ open: row.is_open === true, conflict: row.conflict === true },
    classes: row.class === null ? [] : row.class.split(" "),
  };
}

const caseOf = (row: CaseRow): CaseFacts => ({
  ...{ caseId: row.id, number: row.number, outcome: row.outcome, flags: row.flags },
  ...{ filedOn: row.filed_on, decidedOn: row.decided_on, effectiveOn: row.effective_on },
  ...{ closedOn: row.closed_on, litigation: row.litigation, archiveTerm: row.archive_term },
  litigationFinalOn: row.litigation_final_on,
  majorDecision: row.major_decision,
  proceedingsOver: row.over,
});
