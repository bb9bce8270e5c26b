/** The fake AxisStore keeps the contract. */
import { MemoryAxisStore } from "../fakes/axis-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryUploadStore } from "../fakes/upload-store.ts";
import { axisStoreContract } from "./axis-store.contract.ts";

axisStoreContract("in memory", async () => {
  const uploads = new MemoryUploadStore(new MemoryEvidenceStore());
  return { store: new MemoryAxisStore(uploads), uploads, addDevice: async () => undefined };
});
