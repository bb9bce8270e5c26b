/** The anchors' store on a real PostgreSQL. */
import { createAnchorStore } from "../../infra/postgres/anchor-store.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { anchorStoreContract } from "../contract/anchor-store.contract.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";

anchorStoreContract("PostgreSQL", async () => {
  const database = await freshDatabase();
  const { db } = database.connection;
  return {
    store: createAnchorStore(db),
    ledger: createLedgerStore(db),
    close: () => database.drop(),
  };
});
