/** Job: make the copy people watch. */
import type { Job } from "../../services/evidence/job.ts";
import { type ViewingCopyDeps, makeViewingCopy } from "../../services/media/make-viewing-copy.ts";
import { giveUpViewing } from "../../services/media/no-viewing-copy.ts";

export const viewingCopyJob = (deps: ViewingCopyDeps): Job => ({
  name: "viewing-copy",
  // The encoder uses two processors by itself.
  concurrency: 1,
  // Each plan has its own limit, made from the recording's length; this one ends what hangs elsewhere.
  timeoutMs: 14 * 3_600_000,
  attempts: 3,
  run: (itemId, signal) => makeViewingCopy(deps, itemId, signal),
  giveUp: (itemId, code) => giveUpViewing(deps, "viewing-copy", itemId, code),
});
