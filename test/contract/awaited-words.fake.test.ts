/** AwaitedWords in memory keep the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryAwaitedWords } from "../fakes/awaited-words.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryRetentionStore } from "../fakes/retention-store.ts";
import { NOON, TODAY, receivedItem } from "../fixtures/evidence.ts";
import { day } from "../fixtures/retention.ts";
import { awaitedWordsContract } from "./awaited-words.contract.ts";

awaitedWordsContract("memory", async () => {
  const items = new MemoryEvidenceStore();
  const retention = new MemoryRetentionStore(items);
  const words = new MemoryAwaitedWords(items, retention);
  return {
    ...{ words, retention },
    addItem: async (receivedAt, stage = "sealed") => {
      const item = receivedItem({ receivedAt, stage });
      items.add(item);
      await retention.mark([item.id]);
      return item.id;
    },
    link: async (itemId, file) => {
      retention.cases.set(itemId, [file]);
      await retention.mark([itemId]);
    },
    tell: async (of, date) => {
      const on = date === null ? null : day(date);
      if ("itemId" in of) {
        retention.conditions.set(of.itemId, [{ condition: "proceedings-over", on, at: NOON }]);
        return retention.mark([of.itemId]);
      }
      for (const [itemId, files] of retention.cases) {
        retention.cases.set(
          itemId,
          files.map((file) =>
            file.caseId === of.caseId ? { ...file, proceedingsOver: { on } } : file,
          ),
        );
        await retention.mark([itemId]);
      }
      return undefined;
    },
    without: async (id) => {
      words.sees = (sight, ids) => sight === null || !ids.includes(id);
      const clearance = { state: null, duties: [] };
      return { userId: newId<UserId>(), role: "records", clearance, today: TODAY };
    },
  };
});
