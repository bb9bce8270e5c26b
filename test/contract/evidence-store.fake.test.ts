/** The fake EvidenceStore keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { evidenceStoreContract } from "./evidence-store.contract.ts";

evidenceStoreContract("in memory", async () => {
  const store = new MemoryEvidenceStore();
  return { store, add: async (item) => store.add(item), close: async () => undefined };
});
