/** The fake RetentionStore keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryRetentionStore } from "../fakes/retention-store.ts";
import { NOON } from "../fixtures/evidence.ts";
import { day } from "../fixtures/retention.ts";
import { retentionStoreContract } from "./retention-store.contract.ts";

retentionStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const store = new MemoryRetentionStore(items);
  return {
    ...{ store, items },
    add: async (item) => items.add(item),
    link: async (itemId, file) => {
      store.cases.set(itemId, [...(store.cases.get(itemId) ?? []), file]);
      await store.mark([itemId]);
    },
    flag: async (itemId, flag, at) => {
      store.flags.set(itemId, [...(store.flags.get(itemId) ?? []), { flag, at }]);
      await store.mark([itemId]);
    },
    unflag: async (itemId, flag) => {
      const left = (store.flags.get(itemId) ?? []).filter((one) => one.flag !== flag);
      store.flags.set(itemId, left);
      await store.mark([itemId]);
    },
    tell: async (told, date) => {
      const on = date === null ? null : day(date);
      for (const [itemId, files] of store.cases) {
        const of = "caseId" in told ? told.caseId : null;
        if (!files.some(({ caseId }) => caseId === of)) continue;
        const after = files.map((file) =>
          file.caseId === of ? { ...file, proceedingsOver: { on } } : file,
        );
        store.cases.set(itemId, after);
        await store.mark([itemId]);
      }
      if (!("itemId" in told)) return;
      store.conditions.set(told.itemId, [{ condition: "proceedings-over", on, at: NOON }]);
      await store.mark([told.itemId]);
    },
    askLock: async (itemId, at) => store.askLock(itemId, at),
    receipt: async (itemId, lockedUntil) => {
      store.sealLocks.set(itemId, lockedUntil);
    },
    close: async () => undefined,
  };
});
