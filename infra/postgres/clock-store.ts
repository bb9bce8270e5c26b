/** ClockStore on PostgreSQL. */
import type { Selectable } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ClockCheckId, DeviceId } from "../../services/kernel/ids.ts";
import type { DeviceClock } from "../../services/evidence/device-clock.ts";
import type { ClockCheck } from "../../services/ingest/clock-check.ts";
import type { ClockStore } from "../../services/ingest/clock-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";

type Row = Pick<
  Selectable<Tables["clock_checks"]>,
  "device_time" | "checked_at" | "offset_ms" | "uncertainty_ms"
>;

const clockOf = (row: Row): DeviceClock => ({
  deviceTime: utcInstant(row.device_time),
  checkedAt: utcInstant(row.checked_at),
  offsetMs: row.offset_ms,
  uncertaintyMs: row.uncertainty_ms,
});

export class PostgresClockStore implements ClockStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(check: ClockCheck): Promise<void> {
    await ask(() =>
      this.#db
        .insertInto("clock_checks")
        .values({
          id: check.id,
          device_id: check.deviceId,
          camera: check.camera,
          device_time: check.deviceTime,
          checked_at: check.checkedAt,
          offset_ms: check.offsetMs,
          uncertainty_ms: check.uncertaintyMs,
          refines: check.refines,
        })
        .execute(),
    );
  }

  async find(id: ClockCheckId, deviceId: DeviceId): Promise<ClockCheck | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("clock_checks")
        .selectAll()
        .where("id", "=", id)
        .where("device_id", "=", deviceId)
        .executeTakeFirst(),
    );
    if (row === undefined) return null;
    const { camera, refines } = row;
    return { id, deviceId, camera, refines, ...clockOf(row) };
  }

  async last(deviceId: DeviceId, camera: string | null): Promise<DeviceClock | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("clock_checks")
        .select(["device_time", "checked_at", "offset_ms", "uncertainty_ms"])
        .where("device_id", "=", deviceId)
        .where("camera", camera === null ? "is" : "=", camera)
        .orderBy("checked_at", "desc")
        .orderBy("position", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    return row === undefined ? null : clockOf(row);
  }
}
