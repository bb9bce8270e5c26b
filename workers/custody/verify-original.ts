/** Job: make the received bytes one object and read it back. */
import type { Job } from "../../services/evidence/job.ts";
import { type VerifyDeps, verifyOriginal } from "../../services/ingest/verify-original.ts";

export const verifyOriginalJob = (deps: VerifyDeps): Job => ({
  name: "verify-original",
  // Bound by the processor and the store: one reads while the other hashes.
  concurrency: 2,
  // A recording of a day at the pace of a slow store.
  timeoutMs: 12 * 3_600_000,
  attempts: null,
  run: (itemId, signal) => verifyOriginal(deps, itemId, signal),
});
