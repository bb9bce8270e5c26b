/** The store of renewals on a real PostgreSQL. */
import { createRenewalStore } from "../../infra/postgres/renewal-store.ts";
import { createTokenStore } from "../../infra/postgres/token-store.ts";
import { renewalStoreContract } from "../contract/renewal-store.contract.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";

renewalStoreContract("PostgreSQL", async () => {
  const database = await freshDatabase();
  const { db } = database.connection;
  return {
    ...{ renewals: createRenewalStore(db), tokens: createTokenStore(db) },
    close: () => database.drop(),
  };
});
