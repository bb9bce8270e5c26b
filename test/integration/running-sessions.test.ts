/** The RunningSessions on PostgreSQL keep the port's promises. */
import { createLiveStore } from "../../infra/postgres/live-store.ts";
import { createRunningSessions } from "../../infra/postgres/running-sessions.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { runningSessionsContract } from "../contract/running-sessions.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { addDevice } from "../fixtures/rows.ts";

runningSessionsContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  return {
    running: createRunningSessions(db),
    live: createLiveStore(db),
    recordingSessions: new PostgresSessionStore(db),
    addDevice: () => addDevice(db),
    without: async (id) => {
      await pool.query(
        `INSERT INTO secrecy_labels (id, session_id, kind, status, issued_on, basis, set_at, set_by)
         VALUES ($1, $2, 'trade', 'confirmed', '2026-01-01', 'b', $3, 'user:x')`,
        [newId(), id, NOON],
      );
      const clearance = { state: null, duties: [] };
      return { userId: newId<UserId>(), role: "records", clearance, today: TODAY };
    },
    close: () => Promise.resolve(),
  };
});
