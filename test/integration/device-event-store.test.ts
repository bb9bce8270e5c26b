/** What happened to devices, on a real PostgreSQL. */
import { createDeviceEventStore } from "../../infra/postgres/device-event-store.ts";
import { PostgresClockStore } from "../../infra/postgres/clock-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { newId } from "../../services/kernel/ids.ts";
import { deviceEventStoreContract } from "../contract/device-event-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice } from "../fixtures/rows.ts";

deviceEventStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createDeviceEventStore(db),
    addDevice: async (id, at, retiredAt) => {
      await addDevice(db, { id, retiredAt });
      await db.updateTable("devices").set({ created_at: at }).where("id", "=", id).execute();
    },
    addCertificate: async (deviceId, digest, issuedAt) => {
      await db
        .insertInto("device_certificates")
        .values({
          ...{ id: newId(), device_id: deviceId, asked_with: "code", csr: Buffer.from("csr") },
          ...{ authority_sha256: sha256("code"), public_key_sha256: sha256("key") },
          ...{ requested_at: issuedAt, sha256: digest, der: Buffer.from("der") },
          ...{ not_before: issuedAt, not_after: issuedAt, issued_at: issuedAt },
        })
        .execute();
    },
    addCheck: (deviceId, camera, id, { at, ...offset }) =>
      new PostgresClockStore(db).add({
        ...{ id, deviceId, camera, refines: null, deviceTime: at, checkedAt: at },
        ...offset,
      }),
    close: async () => undefined,
  };
});
