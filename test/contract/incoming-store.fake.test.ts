/** The fake IncomingStore keeps the promises that it stands in for. */
import { MemoryIncomingStore } from "../fakes/incoming-store.ts";
import { MemoryObjectStore } from "../fakes/object-store.ts";
import { incomingStoreContract } from "./incoming-store.contract.ts";

for (const stageBytes of [null, 1 << 20]) {
  incomingStoreContract(`MemoryIncomingStore, stage ${stageBytes}`, stageBytes !== null, () => {
    const objects = new MemoryObjectStore();
    return Promise.resolve({
      objects,
      incoming: new MemoryIncomingStore(objects, { stageBytes }),
      close: async () => undefined,
    });
  });
}
