/** The HoldStore in memory keeps the port's promises. */
import { type DeviceId, type SessionId, type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryHoldStore } from "../fakes/hold-store.ts";
import { holdStoreContract } from "./hold-store.contract.ts";

holdStoreContract("in memory", async () => {
  const [items, actions] = [new MemoryEvidenceStore(), new MemoryActionStore()];
  const cases = new MemoryCaseStore(items, actions);
  const store = new MemoryHoldStore(items, cases, actions);
  return {
    ...{ items, cases, actions, store },
    addSession: async () => {
      const id = newId<SessionId>();
      store.sessions.set(id, new Set());
      return id;
    },
    placeInSession: async (id, item) => void store.sessions.get(id)?.add(item),
    removeFromSession: async (id, item) => void store.sessions.get(id)?.delete(item),
    device: newId<DeviceId>(),
    addPerson: async () => newId<UserId>(),
    addItem: async (item) => items.add(item),
    close: () => Promise.resolve(),
  };
});
