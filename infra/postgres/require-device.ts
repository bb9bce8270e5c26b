/** Whether the register has a device: asked by every store of what belongs to one. */
import type { DeviceId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { type Database, ask } from "./connection.ts";

export const noSuchDevice = (): Refusal =>
  new Refusal("missing", "access/no-such-device", "no such device");

/** @throws Refusal missing "access/no-such-device". */
export async function requireDevice(db: Database, id: DeviceId): Promise<void> {
  const query = db.selectFrom("devices").select("id").where("id", "=", id);
  if ((await ask(() => query.executeTakeFirst())) === undefined) throw noSuchDevice();
}
