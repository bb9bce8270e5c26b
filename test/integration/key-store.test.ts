/** The register of keys on a real PostgreSQL. */
import { createKeyStore } from "../../infra/postgres/key-store.ts";
import { keyStoreContract } from "../contract/key-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

keyStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: createKeyStore(db), close: async () => undefined };
});
