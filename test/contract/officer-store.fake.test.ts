/** The OfficerStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryOfficerStore } from "../fakes/officer-store.ts";
import { officerStoreContract } from "./officer-store.contract.ts";

officerStoreContract("memory", () => {
  const actions = new MemoryActionStore();
  return Promise.resolve({
    store: new MemoryOfficerStore(actions),
    kinds: () => Promise.resolve(actions.all.map(({ kind }) => kind)),
    addUser: () => Promise.resolve(newId<UserId>()),
    close: () => Promise.resolve(),
  });
});
