/** The WatchStore on PostgreSQL keeps the port's promises. */
import { createLiveStore } from "../../infra/postgres/live-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { createWatchStore } from "../../infra/postgres/watch-store.ts";
import { watchStoreContract } from "../contract/watch-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice } from "../fixtures/rows.ts";

watchStoreContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  return {
    ...{ store: createWatchStore(db), live: createLiveStore(db) },
    recordingSessions: new PostgresSessionStore(db),
    addDevice: () => addDevice(db),
    told: async () => {
      const { rows } = await pool.query<{ kind: string }>(
        "SELECT kind FROM actions ORDER BY index",
      );
      return rows.map(({ kind }) => kind);
    },
    close: () => Promise.resolve(),
  };
});
