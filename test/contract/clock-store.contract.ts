/** What every ClockStore must do. */
import { describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type ClockCheckId, type DeviceId, newId } from "../../services/kernel/ids.ts";
import type { ClockCheck } from "../../services/ingest/clock-check.ts";
import type { ClockStore } from "../../services/ingest/clock-store.ts";
import { NOON } from "../fixtures/evidence.ts";

interface ClockStoreUnderTest {
  readonly store: ClockStore;
  readonly addDevice: () => Promise<DeviceId>;
}

export function clockStoreContract(name: string, make: () => Promise<ClockStoreUnderTest>): void {
  describe(`ClockStore: ${name}`, () => {
    const checkOf = (deviceId: DeviceId, changes: Partial<ClockCheck> = {}): ClockCheck => ({
      ...{ id: newId<ClockCheckId>(), deviceId, camera: null, refines: null },
      ...{ deviceTime: NOON, checkedAt: plusMs(NOON, 400), offsetMs: -400, uncertaintyMs: null },
      ...changes,
    });
    const clockOf = ({ deviceTime, checkedAt, offsetMs, uncertaintyMs }: ClockCheck) => ({
      ...{ deviceTime, checkedAt, offsetMs, uncertaintyMs },
    });

    it("gives a check back to its device and to no other", async () => {
      const { store, addDevice } = await make();
      const [deviceId, other] = [await addDevice(), await addDevice()];
      const check = checkOf(deviceId, { camera: "执法仪 7", uncertaintyMs: 12 });
      await store.add(check);
      expect(await store.find(check.id, deviceId)).toEqual(check);
      expect(await store.find(check.id, other)).toBeNull();
      expect(await store.find(newId<ClockCheckId>(), deviceId)).toBeNull();
    });

    it("knows how each clock stood last: by our time, and of one moment what was added last", async () => {
      const { store, addDevice } = await make();
      const deviceId = await addDevice();
      expect(await store.last(deviceId, null)).toBeNull();
      const first = checkOf(deviceId);
      const finer = checkOf(deviceId, { refines: first.id, uncertaintyMs: 5, offsetMs: -395 });
      const earlier = checkOf(deviceId, { checkedAt: NOON, offsetMs: 0 });
      for (const check of [first, finer, earlier]) await store.add(check);
      expect(await store.last(deviceId, null)).toEqual(clockOf(finer));
      const far = "0001-01-01T00:00:00.000Z" as UtcInstant;
      const camera = checkOf(deviceId, {
        camera: "A",
        deviceTime: far,
        offsetMs: -63_931_291_200_400,
      });
      await store.add(camera);
      expect(await store.last(deviceId, "A")).toEqual(clockOf(camera));
      expect(await store.last(deviceId, "B")).toBeNull();
      expect(await store.last(deviceId, null)).toEqual(clockOf(finer));
    });
  });
}
