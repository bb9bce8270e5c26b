/** ClockStore in memory. */
import type { DeviceClock } from "../../services/evidence/device-clock.ts";
import type { ClockCheckId, DeviceId } from "../../services/kernel/ids.ts";
import type { ClockCheck } from "../../services/ingest/clock-check.ts";
import type { ClockStore } from "../../services/ingest/clock-store.ts";

export class MemoryClockStore implements ClockStore {
  readonly checks: ClockCheck[] = [];

  async add(check: ClockCheck): Promise<void> {
    this.checks.push({ ...check });
  }

  async find(id: ClockCheckId, deviceId: DeviceId): Promise<ClockCheck | null> {
    return this.checks.find((one) => one.id === id && one.deviceId === deviceId) ?? null;
  }

  async last(deviceId: DeviceId, camera: string | null): Promise<DeviceClock | null> {
    const own = this.checks.filter((one) => one.deviceId === deviceId && one.camera === camera);
    const newest = own.reduce<ClockCheck | null>(
      (best, one) => (best === null || one.checkedAt >= best.checkedAt ? one : best),
      null,
    );
    if (newest === null) return null;
    const { deviceTime, checkedAt, offsetMs, uncertaintyMs } = newest;
    return { deviceTime, checkedAt, offsetMs, uncertaintyMs };
  }
}
