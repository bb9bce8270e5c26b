/** The fake ExportStore keeps the contract. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryExportStore } from "../fakes/export-store.ts";
import { MemoryPackageStore } from "../fakes/package-store.ts";
import { exportStoreContract } from "./export-store.contract.ts";

exportStoreContract("in memory", async () => {
  const actions = new MemoryActionStore();
  const packages = new MemoryPackageStore(actions);
  return {
    ...{ store: new MemoryExportStore(packages, actions), packages, actions },
    people: [newId<UserId>(), newId<UserId>()],
    close: async () => undefined,
  };
});
