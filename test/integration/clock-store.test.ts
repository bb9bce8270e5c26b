/** The ClockStore on PostgreSQL keeps the port's promises. */
import { PostgresClockStore } from "../../infra/postgres/clock-store.ts";
import { clockStoreContract } from "../contract/clock-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice } from "../fixtures/rows.ts";

clockStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: new PostgresClockStore(db), addDevice: () => addDevice(db) };
});
