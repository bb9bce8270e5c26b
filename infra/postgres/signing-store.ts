/** SigningStore on PostgreSQL, and what follows from it for an item. */
import { type Transaction, sql } from "kysely";
import type { ItemId, DeviceId } from "../../services/kernel/ids.ts";
import type { SigningStore } from "../../services/source/signing-store.ts";
import type { SourceKind } from "../../services/source/verdict.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { noSuchDevice } from "./require-device.ts";
import type { Tables } from "./tables.ts";

export const createSigningStore = (db: Database): SigningStore => ({
  signing: (deviceId) => ask(() => signingIn(db, deviceId)),

  setSigning: (deviceId, kind, by, at, actionOf) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        // The device's row is the lock: the value before is the one that this change replaces.
        const device = transaction.selectFrom("devices").select("id").where("id", "=", deviceId);
        await device.forNoKeyUpdate().execute();
        const before = await signingIn(transaction, deviceId);
        await transaction.deleteFrom("device_signing").where("device_id", "=", deviceId).execute();
        if (kind !== null) {
          const row = { device_id: deviceId, kind, set_at: at, set_by: by };
          await transaction.insertInto("device_signing").values(row).execute();
        }
        await appendAction(transaction, actionOf(before));
      }),
    ),
});

async function signingIn(
  db: Database | Transaction<Tables>,
  deviceId: DeviceId,
): Promise<SourceKind | null> {
  const row = await db
    .selectFrom("devices")
    .leftJoin("device_signing", "device_id", "devices.id")
    .select("device_signing.kind")
    .where("devices.id", "=", deviceId)
    .executeTakeFirst();
  if (row === undefined) throw noSuchDevice();
  return row.kind;
}

/** Of the camera that a dock names, where the register has it; else of the sender. */
export async function expectedOf(db: Database, itemId: ItemId): Promise<SourceKind | null> {
  const { rows } = await sql<{ kind: SourceKind }>`
    SELECT s.kind FROM items i
      JOIN devices sender ON sender.id = i.device_id
      LEFT JOIN devices camera ON sender.kind = 'dock' AND camera.kind <> 'dock'
        AND camera.name = normalize(i.other_metadata->>'device', NFC)
      JOIN device_signing s ON s.device_id = COALESCE(camera.id, sender.id)
    WHERE i.id = ${itemId}`.execute(db);
  return rows[0]?.kind ?? null;
}
