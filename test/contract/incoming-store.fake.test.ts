/** The fake IncomingStore keeps the promises that it stands in for. */
import { MemoryIncomingStore } from "../fakes/incoming-store.ts";
import { MemoryObjectStore } from "../fakes/object-store.ts";
import { incomingStoreContract } from "./incoming-store.contract.ts";

const SCALE = 1 / 16;

for (const stageBytes of [null, 1 << 16]) {
  const shape = { isStaging: stageBytes !== null, scale: SCALE };
  incomingStoreContract(`MemoryIncomingStore, stage ${stageBytes}`, shape, () => {
    const objects = new MemoryObjectStore();
    return Promise.resolve({
      objects,
      incoming: new MemoryIncomingStore(objects, { runBytes: (8 << 20) * SCALE, stageBytes }),
      close: async () => undefined,
    });
  });
}
