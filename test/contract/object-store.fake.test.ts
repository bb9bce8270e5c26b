/** The fake ObjectStore keeps the promises that it stands in for. */
import { utcInstant } from "../../services/kernel/clock.ts";
import { MemoryObjectStore } from "../fakes/object-store.ts";
import { objectStoreContract } from "./object-store.contract.ts";

objectStoreContract("MemoryObjectStore", () => {
  let nowMs = Date.now();
  const clock = () => utcInstant(new Date(nowMs));
  return Promise.resolve({
    store: new MemoryObjectStore(clock),
    clock,
    passMs: async (ms) => {
      nowMs += ms;
    },
    close: async () => undefined,
  });
});
