/** The fake HouseStore keeps the contract. */
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type BatchId, type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { listLeaf } from "../../services/fixity/day-list.ts";
import { leafText } from "../../services/ledger/leaf.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryHouseStore } from "../fakes/house-store.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { MemorySealStore } from "../fakes/seal-store.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { houseStoreContract } from "./house-store.contract.ts";

houseStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const [seals, ledger] = [new MemorySealStore(), new MemoryLedgerStore()];
  const house = new MemoryHouseStore(items, seals, ledger);
  return {
    house,
    ledger,
    addItem: async () => {
      const deviceId = newId<DeviceId>();
      seals.addDevice(deviceId);
      const item = receivedItem({ deviceId });
      items.add(item);
      const build = () => Buffer.from(item.id);
      const { manifestSha256 } = await seals.manifestOnce(item.id, "original", deviceId, build);
      return { id: item.id, manifestSha256 };
    },
    addText: async (kind, text, entered) => {
      const [digest, position] = [sha256(text), house.kept[kind].length + 1];
      const counts = { objects: 1, bytes: 1, failures: 0 };
      const leaves = {
        source: () => leafText({ type: "source", itemId: newId<ItemId>(), verdictSha256: digest }),
        batch: () =>
          leafText({ type: "batch", batchId: newId<BatchId>(), statementSha256: digest }),
        fixity: () =>
          listLeaf({ day: "2026-11-25", part: position, text, sha256: digest, ...counts }),
      };
      const leaf = entered ? leaves[kind]() : null;
      house.kept[kind].push({ position, subject: String(position), text, sha256: digest, leaf });
    },
    addRecords: async ([first, , third], leaf) =>
      house.recorded.push({
        ...{ position: 1, kind: "admin", leaf, isEntered: false },
        digests: [first, "" as Sha256, third],
      }),
    close: async () => undefined,
  };
});
