/** The store of renewals on a real PostgreSQL. */
import { createRenewalStore } from "../../infra/postgres/renewal-store.ts";
import { createTokenStore } from "../../infra/postgres/token-store.ts";
import { renewalStoreContract } from "../contract/renewal-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

renewalStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    ...{ renewals: createRenewalStore(db), tokens: createTokenStore(db) },
    close: async () => undefined,
  };
});
