/** The fake CheckpointSigner keeps the contract. */
import { MemoryCheckpointSigner } from "../fakes/checkpoint-signer.ts";
import { checkpointSignerContract } from "./checkpoint-signer.contract.ts";

checkpointSignerContract("in memory", async () => {
  const signer = new MemoryCheckpointSigner();
  return { signer, reopen: async () => signer, close: async () => undefined };
});
