/** What a device's word about its clock, and the way it took, tell of the offset. Pure. */
import type { DeviceClock } from "../evidence/device-clock.ts";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import type { ClockCheckId, DeviceId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

export interface ClockCheck extends DeviceClock {
  readonly id: ClockCheckId;
  readonly deviceId: DeviceId;
  /** Whose clock it is, where a dock speaks of a camera; null: the device's own. */
  readonly camera: string | null;
  /** The check that this one makes more exact. */
  readonly refines: ClockCheckId | null;
}

/** In characters; a longer one is none, and would not fit an index of the database. */
const CAMERA_CHARACTERS = 200;

export const isCameraName = (name: string): boolean =>
  name !== "" && name.length <= CAMERA_CHARACTERS && !/\p{Cc}/u.test(name);

/** A longer way tells too little; the device checks again. */
const LONGEST_TRIP_MS = 60_000;

/** The time on the way counts as if it were none. */
export const toldOneWay = (deviceTime: UtcInstant, checkedAt: UtcInstant): DeviceClock => ({
  deviceTime,
  checkedAt,
  offsetMs: Date.parse(deviceTime) - Date.parse(checkedAt),
  uncertaintyMs: null,
});

/**
 * The device also says when, by the same clock, it heard our answer: we read ours between the two, so its
 * clock showed their middle then, give or take half the way (RFC 5905 §8, with no time spent here).
 * @throws Refusal invalid "ingest/clock-round-trip" if that is before it asked, or long after.
 */
export function toldBothWays(
  { deviceTime, checkedAt }: DeviceClock,
  heardAt: UtcInstant,
): DeviceClock {
  const tripMs = Date.parse(heardAt) - Date.parse(deviceTime);
  if (tripMs < 0 || tripMs > LONGEST_TRIP_MS) {
    throw new Refusal("invalid", "ingest/clock-round-trip", "the answer was not heard in time", {
      fix: `Check again; say when the answer was heard, at most ${LONGEST_TRIP_MS / 1000} s after asking.`,
    });
  }
  const middle = utcInstant(new Date(Date.parse(deviceTime) + Math.round(tripMs / 2)));
  return { ...toldOneWay(middle, checkedAt), uncertaintyMs: Math.ceil(tripMs / 2) };
}
