/** The AccessStore on PostgreSQL keeps the port's promises. */
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { accessStoreContract } from "../contract/access-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

accessStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: new PostgresAccessStore(db), close: () => Promise.resolve() };
});
