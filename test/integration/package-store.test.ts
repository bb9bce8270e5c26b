/** The package store on a real PostgreSQL. */
import { createPackageStore } from "../../infra/postgres/package-store.ts";
import { packageStoreContract } from "../contract/package-store.contract.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";

packageStoreContract("PostgreSQL", async () => {
  const database = await freshDatabase();
  return { store: createPackageStore(database.connection.db), close: () => database.drop() };
});
