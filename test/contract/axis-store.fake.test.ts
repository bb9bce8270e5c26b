/** The fake AxisStore keeps the contract. */
import { MemoryAxisStore } from "../fakes/axis-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryUploadStore } from "../fakes/upload-store.ts";
import { axisStoreContract } from "./axis-store.contract.ts";

axisStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const uploads = new MemoryUploadStore(items);
  const store = new MemoryAxisStore(uploads, items);
  return { store, uploads, items, addDevice: async () => undefined };
});
