/** The fake ExtensionStore and ReviewLog keep the contract. */
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryExtensionStore } from "../fakes/extension-store.ts";
import { MemoryRetentionStore } from "../fakes/retention-store.ts";
import { MemoryReviewLog } from "../fakes/review-log.ts";
import { TODAY, receivedItem } from "../fixtures/evidence.ts";
import { openCase } from "../fixtures/retention.ts";
import { extensionStoreContract } from "./extension-store.contract.ts";

extensionStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const retention = new MemoryRetentionStore(items);
  const linked = new Map<string, readonly ItemId[]>();
  const store = new MemoryExtensionStore(items, retention, async ({ id }) => linked.get(id) ?? []);
  const log = new MemoryReviewLog(items, retention);
  return {
    ...{ store, log, retention, items },
    addItem: async (stage = "sealed") => {
      const item = receivedItem({ stage });
      items.add(item);
      return item.id;
    },
    link: async (itemIds) => {
      const file = openCase({ caseId: newId<CaseId>() });
      for (const id of itemIds) retention.cases.set(id, [file]);
      linked.set(file.caseId, itemIds);
      await retention.mark(itemIds);
      return file.caseId;
    },
    hide: async (itemId) => {
      for (const each of [store, log]) {
        each.sees = (sight, ids) => sight === null || !ids.includes(itemId);
      }
      const clearance = { state: null, duties: [] };
      return { userId: newId<UserId>(), role: "records", clearance, today: TODAY };
    },
    end: async (id) => items.add({ ...(await items.get(id)), stage: "disposed" }),
  };
});
