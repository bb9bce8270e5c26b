/** The CaseMessageStore in memory keeps the port's promises. */
import type { CaseId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseMessageStore } from "../fakes/case-message-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { caseMessageStoreContract } from "./case-message-store.contract.ts";

caseMessageStoreContract("memory", () => {
  const actions = new MemoryActionStore();
  const cases = new MemoryCaseStore(new MemoryEvidenceStore(), actions);
  const store = new MemoryCaseMessageStore(cases, actions);
  const hidden = new Set<CaseId>();
  store.hides = (sight, id) => sight !== null && hidden.has(id);
  return Promise.resolve({
    ...{ store, cases },
    kinds: async () => actions.all.map(({ kind }) => kind),
    hide: async (id: CaseId) => void hidden.add(id),
    close: () => Promise.resolve(),
  });
});
