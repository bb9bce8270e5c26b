/** Job: seal a verified original. */
import type { Job } from "../../services/evidence/job.ts";
import type { SealDeps } from "../../services/sealing/seal-manifest.ts";
import { sealOriginal } from "../../services/sealing/seal-original.ts";

export const sealJob = (deps: SealDeps): Job => ({
  name: "seal",
  // Many wait together for one checkpoint.
  concurrency: 16,
  timeoutMs: 300_000,
  attempts: null,
  run: (itemId) => sealOriginal(deps, itemId),
});
