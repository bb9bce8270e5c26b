/** The store of time stamps on a real PostgreSQL. */
import { createAnchorStore } from "../../infra/postgres/anchor-store.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { createTokenStore } from "../../infra/postgres/token-store.ts";
import { tokenStoreContract } from "../contract/token-store.contract.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";

tokenStoreContract("PostgreSQL", async () => {
  const database = await freshDatabase();
  const { db } = database.connection;
  return {
    ...{ tokens: createTokenStore(db), anchors: createAnchorStore(db) },
    ledger: createLedgerStore(db),
    close: () => database.drop(),
  };
});
