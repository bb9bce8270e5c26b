/** The SecrecyStore in memory keeps the port's promises. */
import { newId } from "../../services/kernel/ids.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemorySecrecyStore } from "../fakes/secrecy-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { secrecyStoreContract } from "./secrecy-store.contract.ts";

secrecyStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const [access, evidence] = [new MemoryAccessStore(actions), new MemoryEvidenceStore()];
  const cases = new MemoryCaseStore(evidence, actions);
  const store = new MemorySecrecyStore({ access, actions, cases, evidence });
  return {
    store,
    restrict: async (item, from) => void store.restricted.set(item, from),
    ...{ items: evidence, cases },
    addItem: async () => {
      const item = receivedItem();
      evidence.add(item);
      return item.id;
    },
    addUser: async (role) => {
      const id = newId<UserId>();
      const name = { id, name: id, displayName: role, role };
      await access.addUser(
        { ...name, passwordHash: "-", createdAt: NOON, disabledAt: null },
        ANY_ACTION,
      );
      return id;
    },
    actions: async () => (await actions.from(0, 100)).map(({ subject }) => subject),
    close: async () => undefined,
  };
});
