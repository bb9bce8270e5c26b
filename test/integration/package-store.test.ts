/** The package store on a real PostgreSQL. */
import { createPackageStore } from "../../infra/postgres/package-store.ts";
import { packageStoreContract } from "../contract/package-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

packageStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: createPackageStore(db), close: async () => undefined };
});
