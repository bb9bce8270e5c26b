/** The PeopleStore in memory keeps the port's promises. */
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryOfficerStore } from "../fakes/officer-store.ts";
import { MemoryPeopleStore } from "../fakes/people-store.ts";
import { MemorySignOnStore } from "../fakes/sign-on-store.ts";
import { peopleStoreContract } from "./people-store.contract.ts";

peopleStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const access = new MemoryAccessStore(actions);
  const officers = new MemoryOfficerStore(actions);
  return {
    ...{ access, officers, store: new MemoryPeopleStore(access, actions, officers) },
    signOns: new MemorySignOnStore(access, actions),
    told: async () => (await actions.from(0, 1_000)).map(({ kind }) => kind),
    close: () => Promise.resolve(),
  };
});
