/** The store of verdicts on sources on a real PostgreSQL. */
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createSourceStore } from "../../infra/postgres/source-store.ts";
import { createSigningStore } from "../../infra/postgres/signing-store.ts";
import { sourceStoreContract } from "../contract/source-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

sourceStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const known = new Set<string>();
  return {
    store: createSourceStore(db),
    items: new PostgresEvidenceStore(db),
    add: async (item) => {
      if (!known.has(item.deviceId)) await addDevice(db, { id: item.deviceId });
      known.add(item.deviceId);
      await addItem(db, item);
    },
    signings: createSigningStore(db),
    addDevice: async (id, name, isDock) => {
      await addDevice(db, { id });
      known.add(id);
      const kind = isDock ? "dock" : "body_camera";
      await db.updateTable("devices").set({ name, kind }).where("id", "=", id).execute();
    },
    close: async () => undefined,
  };
});
