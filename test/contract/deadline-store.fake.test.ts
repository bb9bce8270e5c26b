/** The DeadlineStore in memory keeps the port's promises. */
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryDeadlineStore } from "../fakes/deadline-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { deadlineStoreContract } from "./deadline-store.contract.ts";

deadlineStoreContract("memory", async () => {
  const cases = new MemoryCaseStore(new MemoryEvidenceStore());
  return { cases, store: new MemoryDeadlineStore(cases) };
});
