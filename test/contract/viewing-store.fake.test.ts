/** The fake ViewingStore keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryViewingStore } from "../fakes/viewing-store.ts";
import { viewingStoreContract } from "./viewing-store.contract.ts";

viewingStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  return { store: new MemoryViewingStore(items), items, add: async (item) => items.add(item) };
});
