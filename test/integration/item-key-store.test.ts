/** The store of wrapped data keys on a real PostgreSQL; the labels of cases count too. */
import { afterAll, expect, it } from "vitest";
import { createItemKeyStore } from "../../infra/postgres/item-key-store.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { itemKeyStoreContract } from "../contract/item-key-store.contract.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

let shared: FreshDatabase | undefined;
afterAll(() => shared?.drop());

async function house() {
  shared ??= await freshDatabase();
  const { db } = shared.connection;
  const deviceId = newId<DeviceId>();
  await addDevice(db, { id: deviceId });
  return {
    store: createItemKeyStore(db),
    addItem: async (secrecy: string | null) => {
      const item = receivedItem({ deviceId });
      const other = secrecy === null ? {} : { secrecy };
      await addItem(db, { ...item, announced: { ...item.announced, other } });
      return item.id;
    },
    close: async () => undefined,
  };
}

itemKeyStoreContract("PostgreSQL", house);

it("takes the labels of the cases that an item is linked to, and what is set apart for the highest", async () => {
  const { store, addItem: add } = await house();
  const pool = shared!.connection.pool;
  const [linked, apart] = [await add(null), await add(null)];
  const caseId = newId();
  await pool.query(
    "INSERT INTO cases (id, number, title, created_at, created_by) VALUES ($1, 'C-1', 't', now(), 'user:x')",
    [caseId],
  );
  const label = `INSERT INTO secrecy_labels (id, item_id, case_id, kind, status, issued_on, basis, set_at, set_by)
    VALUES (gen_random_uuid(), $1, $2, $3, 'confirmed', now(), 'b', now(), 'user:x')`;
  await pool.query(label, [null, caseId, "privacy"]);
  await pool.query(label, [apart, null, "set-apart"]);
  expect(await store.labelled(linked)).toBeNull();
  await pool.query(
    "INSERT INTO case_links (item_id, case_id, linked_at, linked_by) VALUES ($1, $2, now(), 'user:x')",
    [linked, caseId],
  );
  expect(await store.labelled(linked)).toBe("duty");
  expect(await store.labelled(apart)).toBe("state");
});
