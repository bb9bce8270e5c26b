/** The devices' register: what a transaction does with one row of it. */
import type { Transaction } from "kysely";
import type { RegisteredDevice, RetirableDevice } from "../../services/access/access-store.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UserId } from "../../services/kernel/ids.ts";
import { maybeInstant } from "./instant.ts";
import { noSuchDevice } from "./require-device.ts";
import type { Tables } from "./tables.ts";

export async function insertDevice(
  transaction: Transaction<Tables>,
  { id, name, kind, createdAt }: RegisteredDevice,
  tokenSha256: Sha256,
): Promise<void> {
  const fresh = { retired_at: null, retired_by: null, last_manifest_sha256: null };
  await transaction
    .insertInto("devices")
    .values({ id, name, kind, token_sha256: tokenSha256, created_at: createdAt, ...fresh })
    .execute();
}

/** Answers the device as it was; the first to retire it stays on record. */
export async function markRetired(
  transaction: Transaction<Tables>,
  id: DeviceId,
  by: UserId,
  at: UtcInstant,
): Promise<RetirableDevice> {
  const device = transaction.selectFrom("devices").where("id", "=", id);
  const row = await device
    .select(["name", "kind", "created_at", "retired_at"])
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw noSuchDevice();
  await transaction
    .updateTable("devices")
    .set({ retired_at: at, retired_by: by })
    .where("id", "=", id)
    .where("retired_at", "is", null)
    .execute();
  const { name, kind } = row;
  const createdAt = utcInstant(row.created_at);
  return { id, name, kind, createdAt, retiredAt: maybeInstant(row.retired_at) };
}
