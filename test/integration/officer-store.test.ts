/** The OfficerStore on PostgreSQL keeps the port's promises. */
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresOfficerStore } from "../../infra/postgres/officer-store.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { officerStoreContract } from "../contract/officer-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";

officerStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const actions = createActionStore(db);
  return {
    store: new PostgresOfficerStore(db),
    kinds: async () =>
      (await actions.from(0, 100)).flatMap(({ kind }) => (kind === ANY_ACTION.kind ? [] : [kind])),
    addUser: async () => {
      const id = newId<UserId>();
      await new PostgresAccessStore(db).addUser(
        {
          ...{ id, name: "li", displayName: "Li", role: "officer" },
          ...{ passwordHash: "scrypt$1", createdAt: NOON, disabledAt: null },
        },
        ANY_ACTION,
      );
      return id;
    },
    close: () => Promise.resolve(),
  };
});
