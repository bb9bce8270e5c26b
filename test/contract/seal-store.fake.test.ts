/** The fake SealStore keeps the contract. */
import { type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { MemorySealStore } from "../fakes/seal-store.ts";
import { sealStoreContract } from "./seal-store.contract.ts";

sealStoreContract("in memory", async () => {
  const store = new MemorySealStore();
  return {
    store,
    addDevice: async () => {
      const deviceId = newId<DeviceId>();
      store.addDevice(deviceId);
      return deviceId;
    },
    addItem: async () => newId<ItemId>(),
    close: async () => undefined,
  };
});
