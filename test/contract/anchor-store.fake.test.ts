/** The fake AnchorStore keeps the contract. */
import { MemoryAnchorStore } from "../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { anchorStoreContract } from "./anchor-store.contract.ts";

anchorStoreContract("in memory", async () => {
  const ledger = new MemoryLedgerStore();
  return { store: new MemoryAnchorStore(ledger), ledger, close: async () => undefined };
});
