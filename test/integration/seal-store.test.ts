/** The SealStore on PostgreSQL keeps the contract. */
import { afterAll } from "vitest";
import { PostgresSealStore } from "../../infra/postgres/seal-store.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { sealStoreContract } from "../contract/seal-store.contract.ts";

let shared: FreshDatabase | undefined;
afterAll(() => shared?.drop());

sealStoreContract("PostgreSQL", async () => {
  shared ??= await freshDatabase();
  const { db } = shared.connection;
  return {
    store: new PostgresSealStore(db),
    addDevice: () => addDevice(db),
    addDock: async () => {
      const id = await addDevice(db);
      await db.updateTable("devices").set({ kind: "dock" }).where("id", "=", id).execute();
      return id;
    },
    publish: async (head) => {
      const ledger = createLedgerStore(db);
      const signed = { ...head, note: "a note\n", signedAt: NOON };
      await ledger.publish(await ledger.acquire(head.origin), signed);
    },
    addItem: async (deviceId) => {
      const item = receivedItem({ deviceId });
      await addItem(db, item);
      return item.id;
    },
    close: async () => undefined,
  };
});
