/** The IdempotencyStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryIdempotencyStore } from "../fakes/idempotency-store.ts";
import { idempotencyStoreContract } from "./idempotency-store.contract.ts";

idempotencyStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const store = new MemoryIdempotencyStore(actions);
  return { store, actions, addPerson: async () => newId<UserId>() };
});
