/** The ledger's store on a real PostgreSQL. */
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { ledgerStoreContract } from "../contract/ledger-store.contract.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";

ledgerStoreContract("PostgreSQL", async () => {
  const database = await freshDatabase();
  return { store: createLedgerStore(database.connection.db), close: () => database.drop() };
});
