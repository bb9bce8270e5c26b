/** QuotaStore on PostgreSQL: what was set for single devices. */
import type { Transaction } from "kysely";
import type { ActionOf } from "../../services/actions/action-store.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import type { QuotaOverride } from "../../services/ingest/quota.ts";
import type { QuotaStore } from "../../services/ingest/quota-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { noSuchDevice } from "./require-device.ts";
import type { Tables } from "./tables.ts";

export interface OverrideRow {
  readonly bytes_per_day: number | null;
  readonly files_per_day: number | null;
  readonly open_bytes: number | null;
}

export const overrideOf = (row: OverrideRow): QuotaOverride => ({
  bytesPerDay: row.bytes_per_day,
  filesPerDay: row.files_per_day,
  openBytes: row.open_bytes,
});

export class PostgresQuotaStore implements QuotaStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async quotaOverride(deviceId: DeviceId): Promise<QuotaOverride> {
    return overrideIn(this.#db, deviceId);
  }

  async setQuotaOverride(
    deviceId: DeviceId,
    { bytesPerDay, filesPerDay, openBytes }: QuotaOverride,
    by: Actor,
    at: UtcInstant,
    actionOf: ActionOf<QuotaOverride>,
  ): Promise<void> {
    const columns = {
      ...{ bytes_per_day: bytesPerDay, files_per_day: filesPerDay, open_bytes: openBytes },
      ...{ set_at: at, set_by: by },
    };
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        // The device's row is the lock: the values before are those that this change replaces.
        const device = transaction.selectFrom("devices").select("id").where("id", "=", deviceId);
        await device.forNoKeyUpdate().execute();
        const before = await overrideIn(transaction, deviceId);
        await transaction
          .insertInto("device_quotas")
          .values({ device_id: deviceId, ...columns })
          .onConflict((conflict) => conflict.column("device_id").doUpdateSet(columns))
          .execute();
        await appendAction(transaction, actionOf(before));
      }),
    );
  }
}

async function overrideIn(
  db: Database | Transaction<Tables>,
  deviceId: DeviceId,
): Promise<QuotaOverride> {
  const row = await ask(() =>
    db
      .selectFrom("devices")
      .leftJoin("device_quotas", "device_id", "devices.id")
      .select(["bytes_per_day", "files_per_day", "open_bytes"])
      .where("devices.id", "=", deviceId)
      .executeTakeFirst(),
  );
  if (row === undefined) throw noSuchDevice();
  return overrideOf(row);
}
