/** Use cases: a body-worn system makes a container for a recording, changes its metadata, and declares it complete. */
import { Readable } from "node:stream";
import type { DeviceIdentity } from "../access/authenticate-device.ts";
import { CONTAINER_FILE, RECORD_CONTAINERS } from "./announce-object.ts";
import { type Metadata, type PutContainer, noSuchContainer } from "./axis-store.ts";
import { type AxisDeps, putObject } from "./put-object.ts";
import { merged } from "./swift-request.ts";

/** Swift: creating a container that is there merges its metadata. @throws Refusal invalid "axis/bad-request". */
export async function putContainer(
  { axis, clock }: AxisDeps,
  { deviceId }: DeviceIdentity,
  name: string,
  change: Metadata,
): Promise<PutContainer> {
  return axis.putContainer(deviceId, name, clock(), (metadata) => merged(metadata, change));
}

/**
 * Merges metadata. What a complete recording's container says in the end (why and when it stopped) is evidence,
 * so it becomes a side file of the recording before this resolves; the same metadata again makes no second one.
 * @throws Refusal missing "axis/no-such-container"; invalid "axis/bad-request"; as `putObject`.
 */
export async function changeContainer(
  deps: AxisDeps,
  sender: DeviceIdentity,
  name: string,
  change: Metadata,
  checkSender: () => Promise<void>,
): Promise<void> {
  const { axis } = deps;
  if ((await axis.container(sender.deviceId, name)) === null) throw noSuchContainer();
  const { metadata } = await putContainer(deps, sender, name, change);
  const isComplete = change["status"]?.toLowerCase() === "complete";
  if (!isComplete || RECORD_CONTAINERS.includes(name)) return;
  const sorted = Object.entries(metadata).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const bytes = Buffer.from(`${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  await putObject(deps, {
    ...{ sender, container: name, name: CONTAINER_FILE, metadata: {}, checkSender },
    ...{ contentType: "application/json", bodyBytes: bytes.byteLength, etag: null },
    takeBody: () => Readable.from([bytes]),
  });
}
