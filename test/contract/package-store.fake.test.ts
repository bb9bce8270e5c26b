/** The fake PackageStore keeps the contract. */
import { MemoryPackageStore } from "../fakes/package-store.ts";
import { packageStoreContract } from "./package-store.contract.ts";

packageStoreContract("in memory", async () => ({
  store: new MemoryPackageStore(),
  close: async () => undefined,
}));
