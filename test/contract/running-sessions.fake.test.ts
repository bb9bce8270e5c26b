/** The RunningSessions in memory keep the port's promises. */
import { type DeviceId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryLiveStore } from "../fakes/live-store.ts";
import { MemoryRunningSessions } from "../fakes/running-sessions.ts";
import { MemorySessionStore } from "../fakes/session-store.ts";
import { TODAY } from "../fixtures/evidence.ts";
import { runningSessionsContract } from "./running-sessions.contract.ts";

runningSessionsContract("memory", async () => {
  const items = new MemoryEvidenceStore();
  const recordingSessions = new MemorySessionStore(items, new MemoryCaseStore(items));
  const live = new MemoryLiveStore(recordingSessions);
  return {
    ...{ live, recordingSessions, running: new MemoryRunningSessions(recordingSessions, live) },
    addDevice: async () => {
      const id = newId<DeviceId>();
      live.devices.add(id);
      return id;
    },
    without: async (hidden): Promise<Sight> => {
      recordingSessions.sees = (sight, ids) => sight === null || ids.every((id) => id !== hidden);
      const clearance = { state: null, duties: [] };
      return { userId: newId<UserId>(), role: "records", clearance, today: TODAY };
    },
    close: () => Promise.resolve(),
  };
});
