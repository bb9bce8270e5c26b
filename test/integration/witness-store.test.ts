/** The witnesses' store on a real PostgreSQL. */
import { createAnchorStore } from "../../infra/postgres/anchor-store.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { createWitnessStore } from "../../infra/postgres/witness-store.ts";
import { witnessStoreContract } from "../contract/witness-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

witnessStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createWitnessStore(db),
    anchors: createAnchorStore(db),
    ledger: createLedgerStore(db),
    close: async () => undefined,
  };
});
