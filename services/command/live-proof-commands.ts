/** The command line of the verbs that take away what proves a live recording, and check it. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { LIVE_PROOF } from "./texts/live-proof.ts";
import {
  type Common,
  type Done,
  type Remote,
  type Say,
  pinned,
  remote,
  verb,
} from "./verb-parts.ts";

/** Keys that came another way; a key of a ledger may be a file. */
export interface LivePinned extends Common {
  readonly root?: string;
  readonly ledgerKey?: string;
}

export interface LiveProofVerbs {
  liveExport(session: string, options: Remote & { out: string }): Promise<ExitCode>;
  liveCheck(folder: string, segments: readonly string[], options: LivePinned): Promise<ExitCode>;
}

export function proofVerbs(live: Command, verbs: LiveProofVerbs, say: Say, done: Done): void {
  remote(verb(live, "export <session>", LIVE_PROOF.export, say), say)
    .requiredOption("--out <folder>", say(LIVE_PROOF.optionOut))
    .action((session: string, o: Remote & { out: string }) => done(verbs.liveExport(session, o)));
  pinned(verb(live, "check <folder> [segments...]", LIVE_PROOF.check, say), say).action(
    (folder: string, segments: string[], o: LivePinned) =>
      done(verbs.liveCheck(folder, segments, o)),
  );
}
