/** The anchors' store on a real PostgreSQL. */
import { createAnchorStore } from "../../infra/postgres/anchor-store.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { anchorStoreContract } from "../contract/anchor-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

anchorStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createAnchorStore(db),
    ledger: createLedgerStore(db),
    close: async () => undefined,
  };
});
