/** The fake FixityStore keeps the contract. */
import { sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { MemoryBatchStore } from "../fakes/batch-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryFixityStore } from "../fakes/fixity-store.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { MemoryAnchorStore } from "../fakes/anchor-store.ts";
import { memoryStamps } from "../fakes/renewal-store.ts";
import { MemorySealStore } from "../fakes/seal-store.ts";
import { receiptedBatch } from "../fixtures/docking.ts";
import { NOON, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { fixityStoreContract } from "./fixity-store.contract.ts";

fixityStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const batches = new MemoryBatchStore();
  const [seals, ledger] = [new MemorySealStore(), new MemoryLedgerStore()];
  const { renewals, tokens } = memoryStamps(new MemoryAnchorStore(ledger));
  await tokens.configure([{ name: "court", rootsPem: "" }], NOON);
  return {
    ...{ store: new MemoryFixityStore(items, seals, ledger, renewals, batches), renewals },
    addItem: async (receivedAt, stage, changes) => {
      const deviceId = newId<DeviceId>();
      seals.addDevice(deviceId);
      const received = receivedItem({ receivedAt, stage, deviceId });
      const original = { ...verifiedOriginal(received.id, Buffer.from("12345")), ...changes };
      const item = { ...received, original };
      items.add(item);
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
      const { id } = await receiptedBatch(batches);
      batches.overwrite(id, { endedAt: hasReceipt ? receiptedAt : null });
      return id;
    },
    custody: (itemId) => items.custody(itemId),
    close: async () => undefined,
  };
});
