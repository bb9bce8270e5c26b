/** The DeadlineStore in memory keeps the port's promises. */
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryDeadlineStore } from "../fakes/deadline-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { recordsSight } from "../fixtures/hidden-item.ts";
import { deadlineStoreContract } from "./deadline-store.contract.ts";

deadlineStoreContract("memory", async () => {
  const cases = new MemoryCaseStore(new MemoryEvidenceStore());
  const store = new MemoryDeadlineStore(cases);
  return {
    ...{ cases, store },
    hide: async (caseId) => {
      store.sees = (sight, ids) => sight === null || !ids.includes(caseId);
      return recordsSight();
    },
  };
});
