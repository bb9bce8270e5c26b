/** Which items are of a recording session: what persons placed, and what devices declared by its number and nobody ever placed. */
import { sql } from "kysely";
import type { DeviceId, ItemId, SessionId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { Recording } from "../../services/sessions/session.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { seesItem } from "./walls.ts";

/** Of one session. */
const MOST = 500;

interface RecordingRow {
  readonly session_id: SessionId;
  readonly id: ItemId;
  readonly device_id: DeviceId;
  readonly name: string;
  readonly recorded_at: Date | null;
  readonly duration_ms: unknown;
  readonly is_placed: boolean;
}

/** In the order of arrival, at most 500 a session. */
export async function recordingsOf(
  db: Database,
  ids: readonly SessionId[],
  sight: Sight | null,
): Promise<ReadonlyMap<SessionId, readonly Recording[]>> {
  if (ids.length === 0) return new Map();
  const query = sql<RecordingRow>`
    SELECT s.id AS session_id, r.* FROM recording_sessions s, LATERAL (
      SELECT i.id, i.device_id, d.name, i.recorded_at, i.media_info->'durationMs' AS duration_ms,
             EXISTS (SELECT FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL) AS is_placed
        FROM items i JOIN devices d ON d.id = i.device_id
       WHERE i.id IN (SELECT m FROM items_of_session(s.id) m) AND ${seesItem(sight, sql`i.id`)}
       ORDER BY i.position LIMIT ${MOST}) r
     WHERE s.id = ANY (${[...ids]}::uuid[])`;
  const { rows } = await ask(() => query.execute(db));
  const found = Map.groupBy(rows, (row) => row.session_id);
  return new Map([...found].map(([id, own]) => [id, own.map(recordingOf)]));
}

const recordingOf = (row: RecordingRow): Recording => ({
  ...{ itemId: row.id, deviceId: row.device_id, deviceName: row.name },
  recordedAt: maybeInstant(row.recorded_at),
  durationMs: typeof row.duration_ms === "number" ? row.duration_ms : null,
  by: row.is_placed ? "person" : "device",
});
