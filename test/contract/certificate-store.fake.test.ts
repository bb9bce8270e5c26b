/** The fake CertificateStore keeps the contract. */
import { sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryCertificateStore } from "../fakes/certificate-store.ts";
import { MemoryDeviceStore } from "../fakes/device-store.ts";
import { NOON } from "../fixtures/evidence.ts";
import { certificateStoreContract } from "./certificate-store.contract.ts";

certificateStoreContract("in memory", async () => {
  const devices = new MemoryDeviceStore();
  return {
    store: new MemoryCertificateStore(devices),
    addDevice: async (retired = false) => {
      const id = newId<DeviceId>();
      devices.add({ id, retiredAt: retired ? NOON : null, certificateOnly: false }, sha256(id));
      return id;
    },
    retire: async (id) => {
      devices.devices.set(id, { ...devices.devices.get(id)!, retiredAt: NOON });
    },
    isCertificateOnly: async (id) => devices.devices.get(id)?.certificateOnly ?? false,
    administrator: newId<UserId>(),
  };
});
