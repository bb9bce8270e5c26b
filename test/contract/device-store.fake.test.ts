/** The fake DeviceStore keeps the contract. */
import { MemoryDeviceStore } from "../fakes/device-store.ts";
import { deviceStoreContract } from "./device-store.contract.ts";

deviceStoreContract("in memory", async () => {
  const store = new MemoryDeviceStore();
  return {
    store,
    add: async (device, tokenSha256) => store.add(device, tokenSha256),
    addCertificate: async (deviceId, standing) => store.putCertificate(deviceId, standing),
  };
});
