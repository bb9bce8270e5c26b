/** The SearchStore in memory keeps the port's promises. */
import { type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { entryOf } from "../../services/search/search-entry.ts";
import { MemorySearchStore } from "../fakes/search-store.ts";
import { TODAY } from "../fixtures/evidence.ts";
import { factsOf, searchStoreContract } from "./search-store.contract.ts";

searchStoreContract("memory", async () => {
  const store = new MemorySearchStore();
  const hidden = new Set<string>();
  store.sees = (_, id) => !hidden.has(id);
  let position = 0;
  return {
    store,
    put: async (facts) => {
      position += 1;
      const place = { itemId: newId<ItemId>(), position, deviceId: newId<DeviceId>() };
      store.put(entryOf(factsOf(place, facts), TODAY));
      return place.itemId;
    },
    hide: async (on) => void hidden.add("item" in on ? on.item : on.case),
    close: async () => undefined,
  };
});
