/** Use cases: a device tells what its clock shows, and what is known of it goes with its next recording. */
import type { Announced } from "../evidence/evidence-item.ts";
import { type Clock, type UtcInstant, parseInstant } from "../kernel/clock.ts";
import { type ClockCheckId, type DeviceId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type ClockCheck, isCameraName, toldBothWays, toldOneWay } from "./clock-check.ts";
import type { ClockStore } from "./clock-store.ts";

export interface ClockDeps {
  readonly clocks: ClockStore;
  readonly clock: Clock;
}

/** The first half: the device's time as it was when it asked. `receivedAt` is when the request came. */
export async function checkClock(
  { clocks }: Pick<ClockDeps, "clocks">,
  deviceId: DeviceId,
  camera: string | null,
  deviceTime: UtcInstant,
  receivedAt: UtcInstant,
): Promise<ClockCheck> {
  const of = { id: newId<ClockCheckId>(), deviceId, camera, refines: null };
  const check = { ...of, ...toldOneWay(deviceTime, receivedAt) };
  await clocks.add(check);
  return check;
}

/**
 * The second half: when, by its own clock, the device heard the answer to the first. Kept beside the first.
 * @throws Refusal missing "ingest/no-such-clock-check"; invalid "ingest/clock-round-trip".
 */
export async function refineClock(
  { clocks }: Pick<ClockDeps, "clocks">,
  deviceId: DeviceId,
  refines: ClockCheckId,
  heardAt: UtcInstant,
): Promise<ClockCheck> {
  const first = await clocks.find(refines, deviceId);
  if (first === null || first.refines !== null) {
    throw new Refusal("missing", "ingest/no-such-clock-check", "there is no such check", {
      fix: "Begin with the device's time; the answer names the check.",
    });
  }
  const { camera } = first;
  const of = { id: newId<ClockCheckId>(), deviceId, camera, refines };
  const check = { ...of, ...toldBothWays(first, heardAt) };
  await clocks.add(check);
  return check;
}

/**
 * What a recording that is announced now takes along: the clock of its sender as last known, and of the
 * camera that a dock names (`device`). A `deviceTime` said with it is a check by itself, of the camera where
 * one is named. Whose clock a `device` means that cannot be a camera's name, nobody knows: then it is of none.
 */
export async function withClocks(
  { clocks, clock }: ClockDeps,
  deviceId: DeviceId,
  announced: Announced,
): Promise<Announced> {
  const { device = "", deviceTime = "" } = announced.other;
  const camera = isCameraName(device) ? device : null;
  const isOwn = device === "";
  const told = isOwn || camera !== null ? parseInstant(deviceTime) : null;
  if (told !== null) await checkClock({ clocks }, deviceId, camera, told, clock());
  return {
    ...announced,
    clock: await clocks.last(deviceId, null),
    cameraClock: camera === null ? null : await clocks.last(deviceId, camera),
  };
}
