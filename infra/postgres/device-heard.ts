/** When each device was heard last, in PostgreSQL: by what came of it, at a dock that named it, and when its clock was told. */
import { type RawBuilder, sql } from "kysely";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import { type Database, ask } from "./connection.ts";

/** Of a row `d` of devices; null: never. Each is one look into an index (0162-devices-heard.sql). */
export const heardAt: RawBuilder<Date | null> = sql`GREATEST(
  (SELECT received_at FROM items WHERE device_id = d.id ORDER BY position DESC LIMIT 1),
  (SELECT COALESCE(ended_at, opened_at) FROM batches WHERE device_id = d.id ORDER BY position DESC LIMIT 1),
  (SELECT COALESCE(ended_at, opened_at) FROM batches WHERE camera_device_id = d.id ORDER BY position DESC LIMIT 1),
  (SELECT checked_at FROM clock_checks WHERE device_id = d.id ORDER BY position DESC LIMIT 1))`;

/** As `isSilentSince` in services/access/device-silence.ts. What is made here has a sender of its own, which is no device. */
export const silentSince = (before: UtcInstant): RawBuilder<boolean> =>
  sql`(d.retired_at IS NULL AND d.kind <> 'house' AND COALESCE(${heardAt}, d.created_at) < ${before})`;

export interface SilentDevices {
  readonly count: number;
  /** The longest silent, up to five; null: never heard. */
  readonly longest: readonly { readonly name: string; readonly heardAt: UtcInstant | null }[];
}

/** `before` null: nobody is silent. */
export const silentDevices = (db: Database, before: UtcInstant | null): Promise<SilentDevices> =>
  ask(async () => {
    if (before === null) return { count: 0, longest: [] };
    const { rows } = await sql<{ name: string; heard_at: Date | null; count: string }>`
      SELECT name, heard_at, count(*) OVER () AS count
        FROM (SELECT d.name, d.created_at, ${heardAt} AS heard_at FROM devices d
               WHERE ${silentSince(before)}) silent
       ORDER BY COALESCE(heard_at, created_at), name LIMIT 5`.execute(db);
    return {
      count: Number(rows[0]?.count ?? 0),
      longest: rows.map(({ name, heard_at: at }) => ({
        name,
        heardAt: at === null ? null : utcInstant(at),
      })),
    };
  });
