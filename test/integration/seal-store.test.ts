/** The SealStore on PostgreSQL keeps the contract. */
import { afterAll } from "vitest";
import { PostgresSealStore } from "../../infra/postgres/seal-store.ts";
import { receivedItem } from "../fixtures/evidence.ts";
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
    addItem: async (deviceId) => {
      const item = receivedItem({ deviceId });
      await addItem(db, item);
      return item.id;
    },
    close: async () => undefined,
  };
});
