/** Job: seal the files made from an original. */
import type { Job } from "../../services/evidence/job.ts";
import {
  type SealCopiesDeps,
  type SealCopiesStep,
  sealCopies,
} from "../../services/sealing/seal-copies.ts";

export const sealJob = (deps: SealCopiesDeps, name: SealCopiesStep, concurrency: number): Job => ({
  ...{ name, concurrency },
  timeoutMs: 300_000,
  attempts: null,
  run: (itemId) => sealCopies(deps, itemId, name),
});

export const sealCopiesJob = (deps: SealCopiesDeps): Job => sealJob(deps, "seal-copies", 8);
