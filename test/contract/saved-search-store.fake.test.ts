/** The SavedSearchStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemorySavedSearchStore } from "../fakes/saved-search-store.ts";
import { savedSearchStoreContract } from "./saved-search-store.contract.ts";

savedSearchStoreContract("memory", async () => ({
  store: new MemorySavedSearchStore(),
  addPerson: async () => newId<UserId>(),
}));
