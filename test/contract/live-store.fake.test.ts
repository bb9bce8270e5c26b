/** The LiveStore in memory keeps the port's promises. */
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryLiveStore } from "../fakes/live-store.ts";
import { MemorySessionStore } from "../fakes/session-store.ts";
import { livePapersContract } from "./live-papers.contract.ts";
import { liveStoreContract } from "./live-store.contract.ts";

const make = () => {
  const items = new MemoryEvidenceStore();
  const recordingSessions = new MemorySessionStore(items, new MemoryCaseStore(items));
  const store = new MemoryLiveStore(recordingSessions);
  return Promise.resolve({
    ...{ store, recordingSessions },
    addDevice: () => {
      const id = newId<DeviceId>();
      store.devices.add(id);
      return Promise.resolve(id);
    },
    close: () => Promise.resolve(),
  });
};

liveStoreContract("memory", make);
livePapersContract("memory", make);
