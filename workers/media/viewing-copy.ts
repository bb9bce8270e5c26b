/** Job: make the copy people watch, of a recording whose pictures are taken over. */
import type { Job } from "../../services/evidence/job.ts";
import {
  type CopyStep,
  type ViewingCopyDeps,
  makeViewingCopy,
} from "../../services/media/make-viewing-copy.ts";
import { giveUpViewing } from "../../services/media/no-viewing-copy.ts";

export const copyJob = (deps: ViewingCopyDeps, name: CopyStep, concurrency: number): Job => ({
  ...{ name, concurrency },
  // Each plan has its own limit, made from the recording's length; this one ends what hangs elsewhere.
  timeoutMs: 14 * 3_600_000,
  attempts: 3,
  run: (itemId, signal) => makeViewingCopy(deps, name, itemId, signal),
  giveUp: (itemId, code) => giveUpViewing(deps, name, itemId, code),
});

export const viewingCopyJob = (deps: ViewingCopyDeps): Job => copyJob(deps, "viewing-copy", 2);
