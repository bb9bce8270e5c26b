/** The id of the store on a real PostgreSQL, and what a house without items knows of its store. */
import { expect, it } from "vitest";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { createStoreIdentity } from "../../infra/postgres/store-identity.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { isOtherStore, recogniseStore } from "../../services/objects/recognise-store.ts";
import { storeIdentityContract } from "../contract/store-identity.contract.ts";
import { MemoryObjectStore } from "../fakes/object-store.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { enterAll, ledgerInMemory, numbered } from "../fixtures/ledger.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

storeIdentityContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  let versions = 0;
  return {
    identity: createStoreIdentity(db),
    addSealed: async (id, sizeBytes) => {
      versions += 1;
      const item = receivedItem({ id, deviceId, sizeBytes, stage: "sealed" });
      const original = verifiedOriginal(id, Buffer.from(originalKey(id)), `v${versions}`);
      await addItem(db, { ...item, original });
      return `v${versions}`;
    },
    close: async () => undefined,
  };
});

it("knows its store by the end of the ledger where nothing is sealed yet", async () => {
  const { db } = await emptiedDatabase();
  const log = ledgerInMemory();
  await enterAll(new Sequencer({ ...log.deps, ledger: createLedgerStore(db) }), numbered(258));
  const identity = createStoreIdentity(db);
  // Another log of the same name and length, as a test system's bucket may hold.
  const alike = ledgerInMemory();
  await enterAll(new Sequencer(alike.deps), numbered(258, 1));
  for (const objects of [new MemoryObjectStore(), alike.objects]) {
    const refused = await recogniseStore({ objects, identity }).catch((error: unknown) => error);
    expect(isOtherStore(refused)).toBe(true);
  }
  await recogniseStore({ objects: log.objects, identity });
  expect(await identity.kept()).toMatchObject({ isStored: true });
});
