/** Job: seal the files made from an original. */
import type { Job } from "../../services/evidence/job.ts";
import { type SealCopiesDeps, sealCopies } from "../../services/sealing/seal-copies.ts";

export const sealCopiesJob = (deps: SealCopiesDeps): Job => ({
  name: "seal-copies",
  concurrency: 8,
  timeoutMs: 300_000,
  attempts: null,
  run: (itemId) => sealCopies(deps, itemId),
});
