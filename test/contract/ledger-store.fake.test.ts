/** The fake LedgerStore keeps the contract. */
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { ledgerStoreContract } from "./ledger-store.contract.ts";

ledgerStoreContract("in memory", async () => ({
  store: new MemoryLedgerStore(),
  close: async () => undefined,
}));
