/** Job: make the copy people watch, of a recording whose pictures must be encoded. */
import type { Job } from "../../services/evidence/job.ts";
import type { ViewingCopyDeps } from "../../services/media/make-viewing-copy.ts";
import { copyJob } from "./viewing-copy.ts";

/** One at a time: an encoder uses two processors by itself. */
export const encodeCopyJob = (deps: ViewingCopyDeps): Job => copyJob(deps, "encode-copy", 1);
