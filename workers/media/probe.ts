/** Job: look at an original, once it is verified. */
import type { Job } from "../../services/evidence/job.ts";
import {
  PROBE_TRIES,
  type ProbeDeps,
  giveUpProbe,
  probeOriginal,
} from "../../services/media/probe-original.ts";

export const probeJob = (deps: ProbeDeps): Job => ({
  name: "probe",
  // Bound by the disk and the network, not by the processor.
  concurrency: 2,
  timeoutMs: 3_600_000,
  attempts: PROBE_TRIES,
  run: (itemId, signal) => probeOriginal(deps, itemId, signal),
  giveUp: (itemId, code) => giveUpProbe(deps, itemId, code),
});
