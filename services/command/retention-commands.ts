/** The command line of the verbs about retention. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { RETENTION } from "./texts/retention.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface RetentionVerbs {
  retentionExplain(item: string, options: Remote): Promise<ExitCode>;
}

export function retentionVerbs(
  program: Command,
  verbs: RetentionVerbs,
  say: Say,
  done: Done,
): void {
  const retention = program.command("retention").description(say(RETENTION.about));
  remote(verb(retention, "explain <item>", RETENTION.explain, say), say).action(
    (item: string, o: Remote) => done(verbs.retentionExplain(item, o)),
  );
}
