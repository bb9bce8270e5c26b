/** Sign-ons on a real PostgreSQL. */
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createSignOnStore } from "../../infra/postgres/sign-on-store.ts";
import { signOnStoreContract } from "../contract/sign-on-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

signOnStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const actions = createActionStore(db);
  return {
    ...{ access: new PostgresAccessStore(db), store: createSignOnStore(db) },
    told: async () => (await actions.from(0, 1_000)).length,
    close: () => Promise.resolve(),
  };
});
