/** The DisposalStore on PostgreSQL keeps the port's promises, and two people even where the code does not ask. */
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createDisposalStore } from "../../infra/postgres/disposal-store.ts";
import { disposalStoreContract } from "../contract/disposal-store.contract.ts";
import { addDue, addPerson, turn } from "../fixtures/disposal-rows.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice } from "../fixtures/rows.ts";

async function open() {
  const { db } = await emptiedDatabase();
  const device = await addDevice(db);
  const placer = await addPerson(db);
  return {
    db,
    ...{ store: createDisposalStore(db), actions: createActionStore(db) },
    addPerson: () => addPerson(db),
    addItem: (floor: string) => addDue(db, device, floor),
    turn: (itemId: Parameters<typeof turn>[1], what: Parameters<typeof turn>[3]) =>
      turn(db, itemId, placer, what),
    close: () => Promise.resolve(),
  };
}

disposalStoreContract("PostgreSQL", open);
