/** The fake passes what the folder passes. */
import { MemoryWitnessMemory } from "../fakes/witness-memory.ts";
import { cosignerCalled } from "../fixtures/witnessed-log.ts";
import { witnessMemoryContract } from "./witness-memory.contract.ts";

witnessMemoryContract("fake", async () => {
  const memory = new MemoryWitnessMemory();
  return {
    memory,
    cosign: cosignerCalled("court.example/w1").cosign,
    refusedCount: async () => memory.refused.size,
    refusedNotes: async () => [...memory.refused.values()].map(({ refused }) => refused),
    close: async () => undefined,
  };
});
