/** Sign-ons on a real PostgreSQL. */
import { afterAll } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createSignOnStore } from "../../infra/postgres/sign-on-store.ts";
import { signOnStoreContract } from "../contract/sign-on-store.contract.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";

let shared: FreshDatabase | undefined;
afterAll(() => shared?.drop());

signOnStoreContract("PostgreSQL", async () => {
  shared ??= await freshDatabase();
  const { pool, db } = shared.connection;
  await pool.query("TRUNCATE users, sign_ons CASCADE");
  const actions = createActionStore(db);
  return {
    ...{ access: new PostgresAccessStore(db), store: createSignOnStore(db) },
    told: async () => (await actions.from(0, 1_000)).length,
    close: () => Promise.resolve(),
  };
});
