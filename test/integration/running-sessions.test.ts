/** The RunningSessions on PostgreSQL keep the port's promises. */
import { createLiveStore } from "../../infra/postgres/live-store.ts";
import { createRunningSessions } from "../../infra/postgres/running-sessions.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { runningSessionsContract } from "../contract/running-sessions.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice } from "../fixtures/rows.ts";
import { outOfSight } from "../fixtures/hidden-item.ts";

runningSessionsContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  return {
    running: createRunningSessions(db),
    live: createLiveStore(db),
    recordingSessions: new PostgresSessionStore(db),
    addDevice: () => addDevice(db),
    without: (id) => outOfSight(pool, "session_id", id),
    close: () => Promise.resolve(),
  };
});
