/** The fake SealStore keeps the contract. */
import { type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { checkpointWords } from "../../services/ledger/checkpoint-words.ts";
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
    addDock: async () => {
      const deviceId = newId<DeviceId>();
      store.addDevice(deviceId);
      store.docks.add(deviceId);
      return deviceId;
    },
    publish: async (head) => void store.heads.add(checkpointWords(head)),
    addItem: async () => newId<ItemId>(),
    close: async () => undefined,
  };
});
