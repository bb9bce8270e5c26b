/** The ReviewStore in memory keeps the port's promises. */
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryReviewStore } from "../fakes/review-store.ts";
import { reviewStoreContract } from "./review-store.contract.ts";

reviewStoreContract("memory", () => {
  const access = new MemoryAccessStore();
  const items = new MemoryEvidenceStore();
  const cases = new MemoryCaseStore(items);
  const store = new MemoryReviewStore(access, cases, items);
  return Promise.resolve({
    store,
    access,
    cases,
    items,
    addItem: (item) => {
      store.add(item);
      return Promise.resolve();
    },
    addReceipt: (itemId, readyAt) => {
      store.addReceipt(itemId, readyAt);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});
