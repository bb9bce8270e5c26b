/** Quotas on PostgreSQL: whoever wants more waits for whoever asked before, so that two never share the last byte. */
import type { Pool, PoolClient } from "pg";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { DeviceId, UploadId } from "../../services/kernel/ids.ts";
import {
  type Holder,
  type Quota,
  type Quotas,
  type Usage,
  type Wanted,
  checkQuota,
  dayOf,
  isLimited,
  overridden,
} from "../../services/ingest/quota.ts";
import { ask } from "./connection.ts";
import { type OverrideRow, overrideOf } from "./quota-store.ts";

/** What a statement must write beside an upload that was counted. */
export interface Counted {
  readonly on: string | null;
  /** Holders whose day it stands in: ids of devices, or "agency". */
  readonly for: readonly string[];
}

/** Where there is no quota, or none is known of yet. */
export const UNCOUNTED: Counted = { on: null, for: [] };

/** All or nothing, on a connection of its own. */
export function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return ask(async () => {
    const client = await pool.connect();
    let broken = true;
    try {
      await client.query("BEGIN");
      const done = await work(client).catch(async (error: unknown) => {
        await client.query("ROLLBACK");
        broken = false;
        throw error;
      });
      await client.query("COMMIT");
      broken = false;
      return done;
    } finally {
      // A connection in an unknown state is not used again.
      client.release(broken);
    }
  });
}

/**
 * Counts `wanted` for the device and the agency, where they have a quota. Runs in a transaction, at whose
 * end the next one for the same holder goes on. @throws Refusal as `checkQuota` says.
 */
export async function countWanted(
  client: PoolClient,
  quotas: Quotas,
  deviceId: DeviceId,
  wanted: Wanted,
  now: UtcInstant,
): Promise<Counted> {
  const day = dayOf(now);
  // Always the device before the agency, or two could wait for each other.
  await lockHolder(client, deviceId);
  const { rows } = await client.query<OverrideRow>(
    "SELECT bytes_per_day, files_per_day, open_bytes FROM device_quotas WHERE device_id = $1",
    [deviceId],
  );
  const [row] = rows;
  const device = overridden(quotas.device, row === undefined ? null : overrideOf(row));
  const holders: string[] = [];
  const check = async (holder: Holder, id: string, quota: Quota): Promise<void> => {
    const usage = await usageOf(client, id, holder === "device" ? deviceId : null, day);
    checkQuota(holder, quota, usage, wanted, now);
    holders.push(id);
  };
  if (isLimited(device)) await check("device", deviceId, device);
  if (isLimited(quotas.agency)) {
    await lockHolder(client, "agency");
    await check("agency", "agency", quotas.agency);
  }
  await client.query(
    `INSERT INTO quota_days (holder, day, bytes, files)
     SELECT holder, $2, $3, $4 FROM unnest($1::text[]) AS holder
     ON CONFLICT (holder, day) DO UPDATE
       SET bytes = quota_days.bytes + $3, files = quota_days.files + $4`,
    [holders, day, wanted.bytes, wanted.files],
  );
  return { on: holders.length === 0 ? null : day, for: holders };
}

/** Counts an open upload of no known length as `bytes` long. */
export async function countGrowth(
  pool: Pool,
  id: UploadId,
  bytes: number,
  quotas: Quotas,
  now: UtcInstant,
): Promise<void> {
  const { rows } = await ask(() =>
    pool.query<{ device_id: DeviceId; has_quota: boolean }>(
      `SELECT device_id, EXISTS (SELECT FROM device_quotas q WHERE q.device_id = u.device_id) AS has_quota
       FROM uploads u WHERE id = $1 AND counted_bytes < $2`,
      [id, bytes],
    ),
  );
  const [row] = rows;
  if (row === undefined) return;
  if (!row.has_quota && !isLimited(quotas.device) && !isLimited(quotas.agency)) return;
  await inTransaction(pool, async (client) => {
    // Before anything is read of it: what a run at the same time counted is seen then.
    await lockHolder(client, row.device_id);
    const found = await client.query<{ counted_bytes: number; counted_for: string[] }>(
      "SELECT counted_bytes, counted_for FROM uploads WHERE id = $1",
      [id],
    );
    const more = bytes - (found.rows[0]?.counted_bytes ?? bytes);
    if (more <= 0) return;
    const wanted = { bytes: more, files: 0 };
    const counted = await countWanted(client, quotas, row.device_id, wanted, now);
    // Only what stands in one day, and whole in a holder's, can be given back. Less of the day is the safe side.
    await client.query(
      `UPDATE uploads SET counted_bytes = $2, counted_for = CASE WHEN counted_on = $3
         THEN ARRAY(SELECT unnest(counted_for) INTERSECT SELECT unnest($4::text[])) ELSE '{}' END
       WHERE id = $1`,
      [id, bytes, counted.on, counted.for],
    );
  });
}

const lockHolder = (client: PoolClient, holder: string): Promise<unknown> =>
  client.query("SELECT pg_advisory_xact_lock(hashtextextended('quota ' || $1, 0))", [holder]);

async function usageOf(
  client: PoolClient,
  holder: string,
  deviceId: DeviceId | null,
  day: string,
): Promise<Usage> {
  const { rows } = await client.query<Usage>(
    `SELECT coalesce(sum(bytes), 0)::bigint AS "dayBytes", coalesce(sum(files), 0)::bigint AS "dayFiles",
       (SELECT coalesce(sum(coalesce(length_bytes, greatest(counted_bytes, offset_bytes))), 0)::bigint
        FROM uploads WHERE state IN ('open', 'complete') AND ($3::uuid IS NULL OR device_id = $3)) AS "openBytes"
     FROM quota_days WHERE holder = $1 AND day = $2`,
    [holder, day, deviceId],
  );
  return rows[0] ?? { dayBytes: 0, dayFiles: 0, openBytes: 0 };
}
