/** Job: seal what a recording is looked at by before it is played, beside the job that seals its copies. */
import type { Job } from "../../services/evidence/job.ts";
import type { SealCopiesDeps } from "../../services/sealing/seal-copies.ts";
import { sealCopiesJob, sealJob } from "./seal-copies.ts";

/** Nobody waits for an overview: few at a time leave the signer to what is received. */
const sealOverviewJob = (deps: SealCopiesDeps): Job => sealJob(deps, "seal-overview", 2);

export const sealCopiesJobs = (deps: SealCopiesDeps): readonly Job[] => [
  sealCopiesJob(deps),
  sealOverviewJob(deps),
];
