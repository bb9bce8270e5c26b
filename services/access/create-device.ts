/** Use cases: enter a device in the register, and retire one. */
import type { Doer } from "../actions/action.ts";
import type { Actor } from "../kernel/actor.ts";
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
  actor: Actor,
): Promise<{ readonly device: RegisteredDevice; readonly token: string }> {
  const { secret, sha256: tokenSha256 } = mintSecret("hfd");
  const at = clock();
  const device = { id: newId<DeviceId>(), name: name.normalize("NFC"), kind, createdAt: at };
  await access.addDevice(device, tokenSha256, {
    ...{ kind: "device-registered", at, actor, subject: `device:${device.id}` },
    ...{ before: null, after: { name: device.name, kind }, reason: null },
  });
  return { device, token: secret };
}

/**
 * What it sent stays; nothing that proved it opens anything any more. Retiring twice changes nothing.
 * @throws Refusal missing "access/no-such-device".
 */
export function retireDevice(
  { access, clock }: DeviceDeps,
  id: DeviceId,
  by: UserId,
  reason: string | null,
): Promise<void> {
  const at = clock();
  const doer: Doer = { actor: `user:${by}`, reason };
  return access.retireDevice(id, by, at, ({ name, kind, retiredAt }) =>
    retiredAt === null
      ? {
          ...{ kind: "device-retired", at, ...doer, subject: `device:${id}` },
          ...{ before: { name, kind, retiredAt }, after: { retiredAt: at } },
        }
      : null,
  );
}
