/** The PeopleStore on PostgreSQL keeps the port's promises. */
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresOfficerStore } from "../../infra/postgres/officer-store.ts";
import { createPeopleStore } from "../../infra/postgres/people-store.ts";
import { createSignOnStore } from "../../infra/postgres/sign-on-store.ts";
import { peopleStoreContract } from "../contract/people-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

peopleStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const actions = createActionStore(db);
  return {
    ...{ access: new PostgresAccessStore(db), officers: new PostgresOfficerStore(db) },
    ...{ store: createPeopleStore(db), signOns: createSignOnStore(db) },
    told: async () => (await actions.from(0, 1_000)).map(({ kind }) => kind),
    close: () => Promise.resolve(),
  };
});
