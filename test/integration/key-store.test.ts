/** The register of keys on a real PostgreSQL. */
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createKeyStore } from "../../infra/postgres/key-store.ts";
import { keyStoreContract } from "../contract/key-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

keyStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const actions = async () => (await createActionStore(db).from(0, 9)).length;
  return { store: createKeyStore(db), actions, close: async () => undefined };
});
