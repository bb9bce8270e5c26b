/** The event finder in memory keeps the port's promises. */
import { type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { memoryEventFinder } from "../fakes/event-finder.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { TODAY, receivedItem } from "../fixtures/evidence.ts";
import { eventFinderContract } from "./event-finder.contract.ts";

eventFinderContract("memory", async () => {
  const items = new MemoryEvidenceStore();
  const cases = new MemoryCaseStore(items, new MemoryActionStore());
  const hidden = new Set<string>();
  const sees = (sight: unknown, ids: readonly string[]) =>
    sight === null || ids.every((id) => !hidden.has(id));
  return {
    ...{ items, cases, finder: memoryEventFinder(items, cases, sees) },
    addItem: async () => {
      const item = receivedItem();
      items.add(item);
      return item.id;
    },
    without: async (id: ItemId) => {
      hidden.add(id);
      const clearance = { state: null, duties: [] };
      return { userId: newId<UserId>(), role: "records", clearance, today: TODAY };
    },
    close: async () => undefined,
  };
});
