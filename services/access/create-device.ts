/** Use cases: enter a device in the register, and retire one. */
import type { Clock } from "../kernel/clock.ts";
import { type DeviceId, type UserId, newId } from "../kernel/ids.ts";
import type { AccessStore, DeviceKind, RegisteredDevice } from "./access-store.ts";
import { mintSecret } from "./secret.ts";

export interface DeviceDeps {
  readonly access: AccessStore;
  readonly clock: Clock;
}

/** Answers the device and its token ("hfd_…"), which is never shown again. @throws Refusal conflict "access/name-taken". */
export async function createDevice(
  { access, clock }: DeviceDeps,
  name: string,
  kind: DeviceKind,
): Promise<{ readonly device: RegisteredDevice; readonly token: string }> {
  const { secret, sha256: tokenSha256 } = mintSecret("hfd");
  const device = { id: newId<DeviceId>(), name: name.normalize("NFC"), kind, createdAt: clock() };
  await access.addDevice(device, tokenSha256);
  return { device, token: secret };
}

/**
 * What it sent stays; nothing that proved it opens anything any more.
 * @throws Refusal missing "access/no-such-device".
 */
export function retireDevice(
  { access, clock }: DeviceDeps,
  id: DeviceId,
  by: UserId,
): Promise<void> {
  return access.retireDevice(id, by, clock());
}
