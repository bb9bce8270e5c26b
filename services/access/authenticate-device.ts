/** Use case: which device sends a request, by its bearer token (RFC 6750 §2.1). */
import type { DeviceId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { DeviceStore } from "./device-store.ts";
import { secretDigest } from "./secret.ts";

/**
 * The device named by an Authorization header.
 * @throws Refusal forbidden "access/no-device-token" without a well-formed token, "access/unknown-device"
 * for a token that is not, or no longer, valid.
 */
export async function authenticateDevice(
  { devices }: { readonly devices: DeviceStore },
  authorization: string | undefined,
): Promise<DeviceId> {
  const secret = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "")?.[1] ?? "";
  const tokenSha256 = secretDigest("hfd", secret);
  if (tokenSha256 === null) {
    throw new Refusal("forbidden", "access/no-device-token", "a device token is needed", {
      fix: "Send `Authorization: Bearer hfd_…` with the token that `holdfast device add` printed.",
    });
  }
  const device = await devices.findByToken(tokenSha256);
  if (device?.retiredAt !== null) {
    throw new Refusal("forbidden", "access/unknown-device", "no device in use has this token", {
      fix: "Make a new token for the device with `holdfast device add`.",
    });
  }
  return device.id;
}
