/** The fake RenewalStore keeps the contract. */
import { MemoryAnchorStore } from "../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { MemoryRenewalStore } from "../fakes/renewal-store.ts";
import { MemoryTokenStore } from "../fakes/token-store.ts";
import { renewalStoreContract } from "./renewal-store.contract.ts";

renewalStoreContract("in memory", async () => {
  const tokens = new MemoryTokenStore(new MemoryAnchorStore(new MemoryLedgerStore()));
  return { renewals: new MemoryRenewalStore(tokens), tokens, close: async () => undefined };
});
