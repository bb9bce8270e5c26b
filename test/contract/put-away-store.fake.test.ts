/** The PutAwayStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryPutAwayStore } from "../fakes/put-away-store.ts";
import { putAwayStoreContract } from "./put-away-store.contract.ts";

putAwayStoreContract("memory", async () => ({
  store: new MemoryPutAwayStore(),
  addPerson: async () => newId<UserId>(),
}));
