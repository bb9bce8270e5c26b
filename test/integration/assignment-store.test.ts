/** The AssignmentStore on PostgreSQL keeps the port's promises. */
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { PostgresAssignmentStore } from "../../infra/postgres/assignment-store.ts";
import { assignmentStoreContract } from "../contract/assignment-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

assignmentStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: new PostgresAssignmentStore(db), access: new PostgresAccessStore(db) };
});
