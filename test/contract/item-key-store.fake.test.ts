/** The fake ItemKeyStore keeps the contract. */
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { MemoryItemKeyStore } from "../fakes/item-key-store.ts";
import { itemKeyStoreContract } from "./item-key-store.contract.ts";

itemKeyStoreContract("in memory", async () => {
  const store = new MemoryItemKeyStore();
  return {
    store,
    addItem: async (secrecy) => {
      const itemId = newId<ItemId>();
      if (secrecy !== null) store.labels.set(itemId, /secret/.test(secrecy) ? "state" : "duty");
      return itemId;
    },
    close: async () => undefined,
  };
});
