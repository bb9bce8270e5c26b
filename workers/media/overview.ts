/** Job: make the storyboard and the wave form of a recording. */
import type { Job } from "../../services/evidence/job.ts";
import {
  type OverviewDeps,
  giveUpOverview,
  makeOverview,
} from "../../services/media/make-overview.ts";

export const overviewJob = (deps: OverviewDeps): Job => ({
  name: "overview",
  // It yields to whatever else wants the processor.
  concurrency: 1,
  timeoutMs: 14 * 3_600_000,
  attempts: 3,
  run: (itemId, signal) => makeOverview(deps, itemId, signal),
  giveUp: (itemId, code) => giveUpOverview(deps, itemId, code),
});
