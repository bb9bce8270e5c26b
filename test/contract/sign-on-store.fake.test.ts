/** The fake SignOnStore keeps the contract. */
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemorySignOnStore } from "../fakes/sign-on-store.ts";
import { signOnStoreContract } from "./sign-on-store.contract.ts";

signOnStoreContract("in memory", async () => {
  const actions = new MemoryActionStore();
  const access = new MemoryAccessStore(actions);
  const told = async () => (await actions.from(0, 1_000)).length;
  return {
    ...{ access, store: new MemorySignOnStore(access, actions), told },
    close: () => Promise.resolve(),
  };
});
