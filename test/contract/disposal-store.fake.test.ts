/** The DisposalStore in memory keeps the port's promises. */
import { plusMs } from "../../services/kernel/clock.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryDisposalStore } from "../fakes/disposal-store.ts";
import { dueFacts } from "../fixtures/disposal.ts";
import { memoryExports } from "../fixtures/memory-packages.ts";
import { day } from "../fixtures/retention.ts";
import { disposalStoreContract } from "./disposal-store.contract.ts";

disposalStoreContract("in memory", async (clock) => {
  const actions = new MemoryActionStore();
  const store = new MemoryDisposalStore(actions, clock);
  const { exports } = memoryExports(actions);
  store.exports = exports;
  let position = 0;
  return {
    ...{ actions, store, exports },
    addPerson: async () => newId<UserId>(),
    addItem: async (floor, term) => {
      const archiveTerms = term === undefined ? [] : [term];
      const facts = dueFacts({ position: ++position, archiveTerms });
      store.set({ ...facts, decided: { ...facts.decided!, floor: day(floor) } });
      return facts.itemId;
    },
    turn: async (itemId, turn) =>
      store.change(itemId, {
        ...(turn === "held" ? { holds: 1, heldAt: plusMs(clock(), 1) } : {}),
        ...(turn === "undecided" ? { isUndecided: true } : {}),
        ...(turn === "packaging" ? { isPackaging: true } : {}),
        ...(turn === "finding" ? { findings: ["fixity/object-missing"] } : {}),
      }),
    custody: async (itemId) =>
      store.told.filter(([id]) => id === itemId).map(([, { kind }]) => kind as string),
    close: () => Promise.resolve(),
  };
});
