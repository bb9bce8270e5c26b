/** The fake SourceStore keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemorySourceStore } from "../fakes/source-store.ts";
import { sourceStoreContract } from "./source-store.contract.ts";

sourceStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const add = async (item: Parameters<typeof items.add>[0]): Promise<void> => items.add(item);
  return { store: new MemorySourceStore(items), items, add, close: async () => undefined };
});
