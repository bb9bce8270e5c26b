/** The fake KeyStore keeps the contract. */
import { MemoryKeyStore } from "../fakes/key-store.ts";
import { keyStoreContract } from "./key-store.contract.ts";

keyStoreContract("in memory", async () => {
  const store = new MemoryKeyStore();
  const actions = async () => store.actions.length;
  return { store, actions, close: async () => undefined };
});
