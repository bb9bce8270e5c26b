/** The FixityStore on PostgreSQL keeps the contract. */
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresFixityStore } from "../../infra/postgres/fixity-store.ts";
import { createRenewalStore } from "../../infra/postgres/renewal-store.ts";
import { createTokenStore } from "../../infra/postgres/token-store.ts";
import { PostgresSealStore } from "../../infra/postgres/seal-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type BatchId, newId } from "../../services/kernel/ids.ts";
import { fixityStoreContract } from "../contract/fixity-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

fixityStoreContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  const [seals, ledger] = [new PostgresSealStore(db), createLedgerStore(db)];
  const renewals = createRenewalStore(db);
  await createTokenStore(db).configure([{ name: "court", rootsPem: "" }], NOON);
  return {
    ...{ store: new PostgresFixityStore(db), renewals },
    addItem: async (receivedAt, stage, changes) => {
      const deviceId = await addDevice(db);
      const received = receivedItem({ receivedAt, stage, deviceId });
      const original = { ...verifiedOriginal(received.id, Buffer.from("12345")), ...changes };
      const item = { ...received, original };
      await addItem(db, item);
      await seals.manifestOnce(item.id, "original", deviceId, () => Buffer.from(item.id));
      await seals.signatureOnce(item.id, "original", Buffer.from("signed"));
      return item.id;
    },
    signTwice: (id) => seals.secondSignatureOnce(id, "original", Buffer.from("again")),
    addHead: async (size, signedAt) => {
      const writer = await ledger.acquire("haikou/2026");
      await ledger.publish(writer, { size, rootSha256: sha256(String(size)), note: "", signedAt });
    },
    addVisit: async (receiptedAt, hasReceipt) => {
      const id = newId<BatchId>();
      const deviceId = await addDevice(db);
      await pool.query(
        `INSERT INTO batches (id, device_id, camera_name, opened_at, state, statement, statement_sha256, receipted_at)
         VALUES ($1, $2, 'a camera', $3, 'closed', 'x', 'x', $4)`,
        [id, deviceId, receiptedAt, hasReceipt ? receiptedAt : null],
      );
      return id;
    },
    custody: (itemId) => new PostgresEvidenceStore(db).custody(itemId),
    close: async () => undefined,
  };
});
