/** The fake UploadStore keeps the contract. */
import type { DeviceId } from "../../services/kernel/ids.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryQuotaStore } from "../fakes/quota-store.ts";
import { MemoryUploadStore } from "../fakes/upload-store.ts";
import { uploadStoreContract } from "./upload-store.contract.ts";

uploadStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const devices = new Set<DeviceId>();
  const quotas = new MemoryQuotaStore((id) => devices.has(id));
  return {
    store: new MemoryUploadStore(items, quotas),
    items,
    quotas,
    addDevice: async (id) => void devices.add(id),
    close: async () => undefined,
  };
});
