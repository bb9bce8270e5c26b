/** The WatchStore in memory keeps the port's promises. */
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryLiveStore } from "../fakes/live-store.ts";
import { MemorySessionStore } from "../fakes/session-store.ts";
import { MemoryWatchStore } from "../fakes/watch-store.ts";
import { watchStoreContract } from "./watch-store.contract.ts";

watchStoreContract("memory", () => {
  const items = new MemoryEvidenceStore();
  const actions = new MemoryActionStore();
  const recordingSessions = new MemorySessionStore(items, new MemoryCaseStore(items));
  const live = new MemoryLiveStore(recordingSessions, actions);
  return Promise.resolve({
    ...{ store: new MemoryWatchStore(live, recordingSessions, actions), live, recordingSessions },
    addDevice: () => {
      const id = newId<DeviceId>();
      live.devices.add(id);
      return Promise.resolve(id);
    },
    told: () => Promise.resolve(actions.all.map(({ kind }) => kind)),
    close: () => Promise.resolve(),
  });
});
