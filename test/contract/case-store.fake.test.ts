/** CaseStore and FlagStore in memory keep the ports' promises. */
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryFlagStore } from "../fakes/flag-store.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { caseStoreContract } from "./case-store.contract.ts";
import { flagStoreContract } from "./flag-store.contract.ts";

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

flagStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  return Promise.resolve({
    store: new MemoryFlagStore(items),
    items,
    addItem: (stage = "sealed") => {
      const item = { ...receivedItem(), stage };
      items.add(item);
      return Promise.resolve(item.id);
    },
  });
});
