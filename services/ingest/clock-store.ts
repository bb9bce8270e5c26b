/** Port: what is known of devices' clocks; only ever added to. Contract suite: test/contract/clock-store.contract.ts. */
import type { DeviceClock } from "../evidence/device-clock.ts";
import type { ClockCheckId, DeviceId } from "../kernel/ids.ts";
import type { ClockCheck } from "./clock-check.ts";

export interface ClockStore {
  add(check: ClockCheck): Promise<void>;

  /** Null if there is none, or it is another device's. */
  find(id: ClockCheckId, deviceId: DeviceId): Promise<ClockCheck | null>;

  /** How this clock stood last, by our time; of one moment what was added last. Null: it was never checked. */
  last(deviceId: DeviceId, camera: string | null): Promise<DeviceClock | null>;
}
