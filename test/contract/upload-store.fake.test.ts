/** The fake UploadStore keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryUploadStore } from "../fakes/upload-store.ts";
import { uploadStoreContract } from "./upload-store.contract.ts";

uploadStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const nothing = async (): Promise<void> => undefined;
  return { store: new MemoryUploadStore(items), items, addDevice: nothing, close: nothing };
});
