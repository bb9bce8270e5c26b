/** The fake KeyStore keeps the contract. */
import { MemoryKeyStore } from "../fakes/key-store.ts";
import { keyStoreContract } from "./key-store.contract.ts";

keyStoreContract("in memory", async () => ({
  store: new MemoryKeyStore(),
  close: async () => undefined,
}));
