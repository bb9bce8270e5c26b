/** The SessionStore in memory keeps the port's promises. */
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemorySessionStore } from "../fakes/session-store.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { TODAY, itemOfSession } from "../fixtures/evidence.ts";
import { sessionStoreContract } from "./session-store.contract.ts";

sessionStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  const cases = new MemoryCaseStore(items);
  const store = new MemorySessionStore(items, cases);
  return Promise.resolve({
    store,
    ...{ cases, items },
    addItem: (session, stage = "received") => {
      const item = { ...itemOfSession(session), stage };
      items.add(item);
      return Promise.resolve(item.id);
    },
    without: async (id) => {
      store.sees = (sight, ids) => sight === null || !ids.includes(id);
      const clearance = { state: null, duties: [] };
      return { userId: newId<UserId>(), role: "records", clearance, today: TODAY };
    },
    close: () => Promise.resolve(),
  });
});
