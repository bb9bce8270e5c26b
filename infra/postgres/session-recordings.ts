/** Which items are of a recording session: what persons placed, and what devices declared by its number and nobody ever placed; and which are of a case. */
import { sql } from "kysely";
import type { CaseId, DeviceId, ItemId, SessionId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { type RecordingClock, recordingClock } from "../../services/sessions/recording-clock.ts";
import {
  type CaseRecording,
  MOST_CASE_RECORDINGS,
  MOST_RECORDINGS,
  type Recording,
} from "../../services/sessions/session.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { seesItem, seesSession } from "./walls.ts";

interface RecordingRow extends ClockRow {
  /** Null: of none. */
  readonly session_id: SessionId | null;
  readonly id: ItemId;
  readonly device_id: DeviceId;
  readonly name: string;
  readonly camera: string | null;
  readonly recorded_at: Date | null;
  readonly duration_ms: unknown;
  /** Null: a device declared it. */
  readonly placed_by: string | null;
}

/** Of checks both ways (exact) and one way (told): offsets in ms, each with its own error. */
interface ClockRow {
  readonly exact_from: number | null;
  readonly exact_to: number | null;
  readonly told_from: number | null;
  readonly told_to: number | null;
  readonly over_ms: number | null;
  readonly since_ms: number | null;
  readonly is_between: boolean | null;
}

/** In the order of arrival, at most one more than `MOST_RECORDINGS` a session. */
export async function recordingsOf(
  db: Database,
  ids: readonly SessionId[],
  sight: Sight | null,
): Promise<ReadonlyMap<SessionId, readonly Recording[]>> {
  if (ids.length === 0) return new Map();
  const query = sql<RecordingRow & { session_id: SessionId }>`
    SELECT s.id AS session_id, r.*, k.* FROM recording_sessions s, LATERAL (
      SELECT ${COLUMNS}
        FROM items i JOIN devices d ON d.id = i.device_id
       WHERE i.id IN (SELECT m FROM items_of_session(s.id) m) AND ${seesItem(sight, sql`i.id`)} AND ${IS_RECORDED}
       ORDER BY i.position LIMIT ${MOST_RECORDINGS + 1}) r
      LEFT JOIN LATERAL (${CLOCK}) k ON r.checked_at IS NOT NULL AND r.recorded_at IS NOT NULL
     WHERE s.id = ANY (${[...ids]}::uuid[])
     ORDER BY s.id, r.position`;
  const { rows } = await askAs(db, sight, (as) => query.execute(as));
  const found = Map.groupBy(rows, (row) => row.session_id);
  return new Map([...found].map(([id, own]) => [id, own.map(recordingOf)]));
}

/** As `SessionStore.caseRecordings`. */
export async function caseRecordingsOf(
  db: Database,
  id: CaseId,
  sight: Sight | null,
): Promise<readonly CaseRecording[]> {
  const query = sql<RecordingRow>`
    WITH of_case AS (
      SELECT l.item_id FROM case_links l WHERE l.case_id = ${id} AND l.unlinked_at IS NULL
       UNION
      SELECT m FROM recording_sessions s, items_of_session(s.id) m WHERE s.case_id = ${id} AND ${seesSession(sight)})
    SELECT r.*, k.* FROM (
      SELECT ${COLUMNS},
             (SELECT s.id FROM recording_sessions s WHERE s.id = ${SESSION} AND ${seesSession(sight)}) AS session_id
        FROM items i JOIN devices d ON d.id = i.device_id
       WHERE i.id IN (SELECT item_id FROM of_case) AND ${seesItem(sight, sql`i.id`)} AND ${IS_RECORDED}
       ORDER BY i.recorded_at NULLS LAST, i.position LIMIT ${MOST_CASE_RECORDINGS + 1}) r
      LEFT JOIN LATERAL (${CLOCK}) k ON r.checked_at IS NOT NULL AND r.recorded_at IS NOT NULL
     ORDER BY r.recorded_at NULLS LAST, r.position`;
  const { rows } = await askAs(db, sight, (as) => query.execute(as));
  return rows.map((row) => ({ ...recordingOf(row), sessionId: row.session_id }));
}

/** Whom a dock speaks of; what a device says of itself is no camera of it. */
const CAMERA = sql`NULLIF(i.other_metadata->>'device', '')`;

const COLUMNS = sql`i.id, i.position, i.device_id, d.name, ${CAMERA} AS camera, i.recorded_at,
             i.media_info->'durationMs' AS duration_ms,
             (SELECT p.placed_by FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL) AS placed_by,
             (CASE WHEN ${CAMERA} IS NULL THEN i.clock ELSE i.camera_clock END->>'checkedAt')::timestamptz AS checked_at`;

/** What was made of recordings covers no gap between them. */
const IS_RECORDED = sql`NOT EXISTS (SELECT FROM derived_requests made WHERE made.id = i.id)`;

/** Where it was placed, or the one it declares where nobody ever placed it. */
const SESSION = sql`coalesce(
  (SELECT p.session_id FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL),
  (SELECT n.id FROM recording_sessions n WHERE n.number = i.other_metadata->>'session'
      AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)))`;

/** As one plan for both: an index serves a camera that is named, and a device's own clock. */
const checksOf = (isCamera: boolean, of: "c" | "p") => {
  const camera = sql.ref(`${of}.camera`);
  return isCamera ? sql`${camera} = r.camera` : sql`${camera} IS NULL AND r.camera IS NULL`;
};

/**
 * The last check that came before the recording by what it measured itself, and by what the one before it did: a clock that
 * was set back claims times that others of its recordings had before. Nothing is recorded after it was announced.
 */
const lastBefore = (isCamera: boolean) => sql`
  SELECT c.checked_at AS at FROM clock_checks c
   WHERE c.device_id = r.device_id AND ${checksOf(isCamera, "c")} AND c.checked_at <= r.checked_at
     AND c.device_time <= r.recorded_at
     AND r.recorded_at - c.offset_ms * interval '1 ms' <= r.checked_at
     AND coalesce((SELECT r.recorded_at - p.offset_ms * interval '1 ms' >= c.checked_at FROM clock_checks p
                    WHERE p.device_id = r.device_id AND ${checksOf(isCamera, "p")}
                      AND p.checked_at < c.checked_at ORDER BY p.checked_at DESC LIMIT 1), true)
   ORDER BY c.checked_at DESC LIMIT 1`;

/** From the last check before the recording, by the clock that recorded, to the one that it was announced with. What was made more exact counts as that. */
const CLOCK = sql`
  WITH before AS (
    SELECT max(b.at) AS at FROM ((${lastBefore(true)}) UNION ALL (${lastBefore(false)})) b)
  SELECT min(w.offset_ms - w.uncertainty_ms)::float8 AS exact_from,
         max(w.offset_ms + w.uncertainty_ms)::float8 AS exact_to,
         (min(w.offset_ms) FILTER (WHERE w.uncertainty_ms IS NULL))::float8 AS told_from,
         (max(w.offset_ms) FILTER (WHERE w.uncertainty_ms IS NULL))::float8 AS told_to,
         (extract(epoch FROM max(w.checked_at) - min(w.checked_at)) * 1000)::float8 AS over_ms,
         (extract(epoch FROM r.checked_at - r.recorded_at) * 1000)::float8 AS since_ms,
         bool_or(w.checked_at = before.at) AS is_between
    FROM before, LATERAL (
      SELECT c.* FROM clock_checks c WHERE c.device_id = r.device_id AND ${checksOf(true, "c")}
         AND c.checked_at BETWEEN coalesce(before.at, '-infinity') AND r.checked_at
      UNION ALL
      SELECT c.* FROM clock_checks c WHERE c.device_id = r.device_id AND ${checksOf(false, "c")}
         AND c.checked_at BETWEEN coalesce(before.at, '-infinity') AND r.checked_at) w
   WHERE NOT EXISTS (SELECT FROM clock_checks e WHERE e.refines = w.id)`;

const recordingOf = (row: RecordingRow): Recording => ({
  ...{ itemId: row.id, deviceId: row.device_id, deviceName: row.name, camera: row.camera },
  recordedAt: maybeInstant(row.recorded_at),
  durationMs: typeof row.duration_ms === "number" ? row.duration_ms : null,
  clock: clockOf(row),
  by: placedBy(row.placed_by),
});

const placedBy = (actor: string | null): Recording["by"] => {
  if (actor === null) return "device";
  return actor.startsWith("process:") ? "service" : "person";
};

function clockOf(row: ClockRow): RecordingClock | null {
  const span = (from: number | null, to: number | null) =>
    from === null || to === null ? null : { from, to };
  return recordingClock({
    exact: span(row.exact_from, row.exact_to),
    told: span(row.told_from, row.told_to),
    ...{ overMs: row.over_ms ?? 0, sinceMs: row.since_ms ?? 0 },
    isBetween: row.is_between ?? false,
  });
}
