/** The CaseStore in memory keeps the port's promises. */
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { caseStoreContract } from "./case-store.contract.ts";

caseStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  return Promise.resolve({
    store: new MemoryCaseStore(items),
    items,
    addItem: () => {
      const item = receivedItem();
      items.add(item);
      return Promise.resolve(item.id);
    },
    close: () => Promise.resolve(),
  });
});
