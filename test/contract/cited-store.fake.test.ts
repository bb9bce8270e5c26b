/** The CitedStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCitedStore } from "../fakes/cited-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { citedStoreContract } from "./cited-store.contract.ts";

citedStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  const actions = new MemoryActionStore();
  return Promise.resolve({
    store: new MemoryCitedStore({ actions, items }),
    addItem: () => {
      const item = receivedItem();
      items.add(item);
      return Promise.resolve(item.id);
    },
    addPerson: () => Promise.resolve(newId<UserId>()),
    told: () => Promise.resolve(actions.all.length),
    close: () => Promise.resolve(),
  });
});
