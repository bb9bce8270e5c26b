/** The SessionStore in memory keeps the port's promises. */
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemorySessionStore } from "../fakes/session-store.ts";
import { itemOfSession } from "../fixtures/evidence.ts";
import { sessionStoreContract } from "./session-store.contract.ts";

sessionStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  const cases = new MemoryCaseStore(items);
  return Promise.resolve({
    store: new MemorySessionStore(items, cases),
    ...{ cases, items },
    addItem: (session?: string) => {
      const item = itemOfSession(session);
      items.add(item);
      return Promise.resolve(item.id);
    },
    close: () => Promise.resolve(),
  });
});
