/** The command line of the verbs that take tables over. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { ImportArguments } from "./import-verbs.ts";
import { IMPORT } from "./texts/import.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface ImportVerbs {
  importOfficers(file: string, options: Remote & ImportArguments): Promise<ExitCode>;
}

export function importVerbs(program: Command, verbs: ImportVerbs, say: Say, done: Done): void {
  const taken = program.command("import").description(say(IMPORT.about));
  remote(verb(taken, "officers <file>", IMPORT.officers, say), say)
    .requiredOption("--source <name>", say(IMPORT.optionSource))
    .option("--why <text>", say(IMPORT.optionWhy))
    .option("--dry-run", say(IMPORT.optionDryRun))
    .action((file: string, o: Remote & ImportArguments) => done(verbs.importOfficers(file, o)));
}
