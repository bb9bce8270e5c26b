/** The fake PolicyStore keeps the contract. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryPolicyStore } from "../fakes/policy-store.ts";
import { policyStoreContract } from "./policy-store.contract.ts";

policyStoreContract("in memory", async () => {
  const actions = new MemoryActionStore();
  const people = [newId<UserId>(), newId<UserId>()] as const;
  return { store: new MemoryPolicyStore(actions), people, actions };
});
