/** The DerivedStore in memory keeps the port's promises. */
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem } from "../../services/cases/link-item.ts";
import { type SessionId, type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryDerivedStore } from "../fakes/derived-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { TODAY, receivedItem, tickingClock } from "../fixtures/evidence.ts";
import { derivedStoreContract } from "./derived-store.contract.ts";

derivedStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  const actions = new MemoryActionStore();
  const cases = new MemoryCaseStore(items);
  const store = new MemoryDerivedStore({ actions, cases, items, secrecy: null });
  const by = newId<UserId>();
  return Promise.resolve({
    store,
    addItem: () => {
      const item = receivedItem();
      items.add(item);
      return Promise.resolve(item.id);
    },
    wordsLeft: () => Promise.resolve(store.kept.filter(({ words }) => words !== null).length),
    addPerson: () => Promise.resolve(newId<UserId>()),
    addSession: () => Promise.resolve(newId<SessionId>()),
    link: async (number, itemId) => {
      const deps = { cases, clock: tickingClock(), today: () => TODAY };
      const { id } = await createCase(deps, by, { number, title: "t" });
      await linkItem(deps, by, id, itemId);
      return id;
    },
    begin: (id) => Promise.resolve(void store.begun.add(id)),
    told: () => Promise.resolve(actions.all.map(({ kind }) => kind)),
    close: () => Promise.resolve(),
  });
});
