/** The AccessStore in memory keeps the port's promises. */
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { accessStoreContract } from "./access-store.contract.ts";

accessStoreContract("memory", () =>
  Promise.resolve({ store: new MemoryAccessStore(), close: () => Promise.resolve() }),
);
