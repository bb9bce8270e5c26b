/** The ReportStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryReportStore } from "../fakes/report-store.ts";
import { reportStoreContract } from "./report-store.contract.ts";

reportStoreContract("in memory", async () => {
  const actions = new MemoryActionStore();
  return {
    ...{ actions, store: new MemoryReportStore(actions) },
    addPerson: async () => newId<UserId>(),
    close: () => Promise.resolve(),
  };
});
