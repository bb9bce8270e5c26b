/** The fake BatchStore keeps the contract. */
import { type DeviceId, type UploadId, newId } from "../../services/kernel/ids.ts";
import { MemoryBatchStore } from "../fakes/batch-store.ts";
import { type UploadEnd, batchStoreContract } from "./batch-store.contract.ts";

batchStoreContract("in memory", async () => {
  const ends = new Map<UploadId, UploadEnd>();
  const isOver = async (upload: UploadId) => !["open", "received"].includes(ends.get(upload) ?? "");
  const store = new MemoryBatchStore(isOver);
  return {
    ...{ batches: store, keys: store },
    addDevice: async (cameraName) => {
      const id = newId<DeviceId>();
      if (cameraName !== undefined) store.cameras.set(cameraName, id);
      return id;
    },
    addUpload: async (_deviceId, end) => {
      const id = newId<UploadId>();
      ends.set(id, end);
      return id;
    },
    setEnd: async (upload, end) => void ends.set(upload, end),
  };
});
