/** What happened to devices and is not in the ledger yet, in PostgreSQL: marked on the rows themselves. */
import { sql } from "kysely";
import type {
  ClockAt,
  DeviceEvent,
  DeviceEventStore,
} from "../../services/ledger/device-event-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ClockCheckId, DeviceId } from "../../services/kernel/ids.ts";
import { type Database, ask } from "./connection.ts";

interface HappenedRow {
  readonly kind: "enrolled" | "certified" | "retired";
  readonly device_id: DeviceId;
  readonly sha256: Sha256 | null;
  readonly at: Date;
}

interface ClockRow {
  readonly id: ClockCheckId;
  readonly device_id: DeviceId;
  readonly offset_ms: number;
  readonly uncertainty_ms: number | null;
  readonly checked_at: Date;
  readonly before_offset_ms: number | null;
  readonly before_uncertainty_ms: number | null;
  readonly before_at: Date | null;
}

export function createDeviceEventStore(db: Database): DeviceEventStore {
  return {
    due: async (limit) => [...(await happened(db, limit)), ...(await clocks(db, limit))],

    async done(event) {
      await ask(() => markOf(event).execute(db));
    },
  };
}

async function happened(db: Database, limit: number): Promise<DeviceEvent[]> {
  const { rows } = await ask(() =>
    sql<HappenedRow>`
      (SELECT 'enrolled' AS kind, id AS device_id, NULL AS sha256, created_at AS at
       FROM devices WHERE NOT is_enrolment_logged ORDER BY created_at, id LIMIT ${limit})
      UNION ALL
      (SELECT 'certified', device_id, sha256, issued_at
       FROM device_certificates WHERE sha256 IS NOT NULL AND NOT is_logged
       ORDER BY issued_at, id LIMIT ${limit})
      UNION ALL
      (SELECT 'retired', id, NULL, retired_at
       FROM devices WHERE retired_at IS NOT NULL AND NOT is_retirement_logged
       ORDER BY retired_at, id LIMIT ${limit})`.execute(db),
  );
  return rows.flatMap(({ kind, device_id: deviceId, sha256, at: date }): DeviceEvent[] => {
    const at = utcInstant(date);
    if (kind !== "certified") return [{ kind, deviceId, at }];
    return sha256 === null ? [] : [{ kind, deviceId, certificateSha256: sha256, at }];
  });
}

async function clocks(db: Database, limit: number): Promise<DeviceEvent[]> {
  const { rows } = await ask(() =>
    sql<ClockRow>`
      SELECT c.id, c.device_id, c.offset_ms, c.uncertainty_ms, c.checked_at,
             b.offset_ms AS before_offset_ms, b.uncertainty_ms AS before_uncertainty_ms,
             b.checked_at AS before_at
      FROM clock_checks c
      LEFT JOIN LATERAL (
        SELECT offset_ms, uncertainty_ms, checked_at FROM clock_checks
        WHERE device_id = c.device_id AND camera IS NOT DISTINCT FROM c.camera AND position < c.position
        ORDER BY position DESC LIMIT 1) b ON true
      WHERE NOT c.is_judged ORDER BY c.position LIMIT ${limit}`.execute(db),
  );
  return rows.map((row) => ({
    ...{ kind: "clock", deviceId: row.device_id, checkId: row.id },
    now: {
      ...{ offsetMs: row.offset_ms, uncertaintyMs: row.uncertainty_ms },
      at: utcInstant(row.checked_at),
    },
    before: beforeOf(row),
  }));
}

const beforeOf = ({
  before_offset_ms: offsetMs,
  before_uncertainty_ms: uncertaintyMs,
  before_at: at,
}: ClockRow): ClockAt | null =>
  offsetMs === null || at === null ? null : { offsetMs, uncertaintyMs, at: utcInstant(at) };

function markOf(event: DeviceEvent) {
  const { deviceId } = event;
  switch (event.kind) {
    case "enrolled":
      return sql`UPDATE devices SET is_enrolment_logged = true WHERE id = ${deviceId}`;
    case "retired":
      return sql`UPDATE devices SET is_retirement_logged = true WHERE id = ${deviceId}`;
    case "certified":
      return sql`UPDATE device_certificates SET is_logged = true WHERE sha256 = ${event.certificateSha256}`;
    case "clock":
      return sql`UPDATE clock_checks SET is_judged = true WHERE id = ${event.checkId}`;
  }
}
