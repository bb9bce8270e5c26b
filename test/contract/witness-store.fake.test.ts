/** The fake WitnessStore keeps the contract. */
import { MemoryAnchorStore } from "../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { MemoryWitnessStore } from "../fakes/witness-store.ts";
import { witnessStoreContract } from "./witness-store.contract.ts";

witnessStoreContract("in memory", async () => {
  const ledger = new MemoryLedgerStore();
  return {
    store: new MemoryWitnessStore(),
    anchors: new MemoryAnchorStore(ledger),
    ledger,
    close: async () => undefined,
  };
});
