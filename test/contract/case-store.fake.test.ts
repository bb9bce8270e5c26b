/** CaseStore, FlagStore and ConditionStore in memory keep the ports' promises. */
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryConditionStore } from "../fakes/condition-store.ts";
import { MemoryFlagStore } from "../fakes/flag-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { NOON, TODAY, receivedItem } from "../fixtures/evidence.ts";
import { caseStoreContract } from "./case-store.contract.ts";
import { conditionStoreContract } from "./condition-store.contract.ts";
import { flagStoreContract } from "./flag-store.contract.ts";

caseStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  return Promise.resolve({
    store: new MemoryCaseStore(items),
    items,
    addItem: () => {
      const item = receivedItem();
      items.add(item);
      return Promise.resolve(item.id);
    },
    close: () => Promise.resolve(),
  });
});

flagStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  return Promise.resolve({
    store: new MemoryFlagStore(items),
    items,
    addItem: (stage = "sealed") => {
      const item = { ...receivedItem(), stage };
      items.add(item);
      return Promise.resolve(item.id);
    },
  });
});

conditionStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  const actions = new MemoryActionStore();
  const cases = new MemoryCaseStore(items);
  return Promise.resolve({
    store: new MemoryConditionStore(items, cases, actions),
    items,
    addItem: (stage = "sealed") => {
      const item = { ...receivedItem(), stage };
      items.add(item);
      return Promise.resolve(item.id);
    },
    addCase: async () => {
      const deps = { cases, clock: () => NOON, today: () => TODAY };
      return (await createCase(deps, newId<UserId>(), { number: "1", title: "t" })).id;
    },
    actions: () =>
      Promise.resolve(actions.all.map(({ kind, subject, after }) => [kind, subject, after])),
  });
});
