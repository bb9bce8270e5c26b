/** The fake DeviceEventStore keeps the contract. */
import type { ClockAt } from "../../services/ledger/device-event-store.ts";
import { MemoryDeviceEventStore } from "../fakes/device-event-store.ts";
import { deviceEventStoreContract } from "./device-event-store.contract.ts";

deviceEventStoreContract("in memory", async () => {
  const store = new MemoryDeviceEventStore();
  const clocks = new Map<string, ClockAt>();
  return {
    store,
    addDevice: async (deviceId, at, retiredAt) => {
      store.add({ kind: "enrolled", deviceId, at });
      if (retiredAt !== null) store.add({ kind: "retired", deviceId, at: retiredAt });
    },
    addCertificate: async (deviceId, certificateSha256, at) =>
      store.add({ kind: "certified", deviceId, certificateSha256, at }),
    addCheck: async (deviceId, camera, checkId, now) => {
      const clock = `${deviceId} ${camera ?? ""}`;
      store.add({ kind: "clock", deviceId, checkId, now, before: clocks.get(clock) ?? null });
      clocks.set(clock, now);
    },
    close: async () => undefined,
  };
});
