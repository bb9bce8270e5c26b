/** The fake TokenStore keeps the contract. */
import { MemoryAnchorStore } from "../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { MemoryTokenStore } from "../fakes/token-store.ts";
import { tokenStoreContract } from "./token-store.contract.ts";

tokenStoreContract("in memory", async () => {
  const ledger = new MemoryLedgerStore();
  const anchors = new MemoryAnchorStore(ledger);
  const tokens = new MemoryTokenStore(anchors);
  return { tokens, anchors, ledger, close: async () => undefined };
});
