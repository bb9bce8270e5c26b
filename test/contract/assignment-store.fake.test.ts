/** The fake AssignmentStore keeps the contract. */
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryAssignmentStore } from "../fakes/assignment-store.ts";
import { assignmentStoreContract } from "./assignment-store.contract.ts";

assignmentStoreContract("in memory", async () => {
  const access = new MemoryAccessStore();
  return { store: new MemoryAssignmentStore(access), access };
});
