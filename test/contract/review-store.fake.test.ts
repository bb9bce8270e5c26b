/** The ReviewStore in memory keeps the port's promises. */
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemorySecrecyStore } from "../fakes/secrecy-store.ts";
import { MemoryAssignmentStore } from "../fakes/assignment-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryReviewStore } from "../fakes/review-store.ts";
import { MemorySessionStore } from "../fakes/session-store.ts";
import { carriedItemsContract } from "./carried-items.contract.ts";
import { deviceSilenceContract } from "./device-silence.contract.ts";
import { itemCountsContract } from "./item-counts.contract.ts";
import { listedLabelsContract } from "./listed-labels.contract.ts";
import { type ReviewStoreUnderTest, reviewStoreContract } from "./review-store.contract.ts";

function memory(): Promise<ReviewStoreUnderTest> {
  const access = new MemoryAccessStore();
  const items = new MemoryEvidenceStore();
  const cases = new MemoryCaseStore(items);
  const store = new MemoryReviewStore(access, cases, items);
  const actions = new MemoryActionStore();
  const assignments = new MemoryAssignmentStore(access);
  store.assignments = assignments;
  const secrecy = new MemorySecrecyStore({ access, actions, cases, evidence: items });
  const sessions = new MemorySessionStore(items, cases);
  for (const one of [store, sessions]) one.kindsOn = secrecy.kindsOn;
  secrecy.sessions = sessions;
  return Promise.resolve({
    secrecy,
    sessions,
    assignments,
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
}

reviewStoreContract("memory", memory);
listedLabelsContract("memory", memory);
itemCountsContract("memory", memory);
deviceSilenceContract("memory", memory);
carriedItemsContract("memory", memory);
