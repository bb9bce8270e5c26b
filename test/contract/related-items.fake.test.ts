/** The fake RelatedItems keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryRelatedItems } from "../fakes/related-items.ts";
import { relatedItemsContract } from "./related-items.contract.ts";

relatedItemsContract("in memory", async () => {
  const store = new MemoryEvidenceStore();
  return { related: new MemoryRelatedItems(store), add: async (item) => store.add(item) };
});
