/** Job: decode an original to its end and keep what that found. */
import type { Job } from "../../services/evidence/job.ts";
import { type CheckMediaDeps, checkMedia, giveUpCheck } from "../../services/media/check-media.ts";

export const checkMediaJob = (deps: CheckMediaDeps): Job => ({
  name: "check-media",
  // Nobody waits for it, and it yields to whatever else wants the processor.
  concurrency: 1,
  timeoutMs: 26 * 3_600_000,
  attempts: 3,
  run: (itemId, signal) => checkMedia(deps, itemId, signal),
  giveUp: (itemId, code) => giveUpCheck(deps, itemId, code),
});
