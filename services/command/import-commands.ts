/** The command line of the verbs that take tables over. */
import type { Command } from "commander";
import type { Text } from "../kernel/language.ts";
import type { ExitCode } from "./exit-code.ts";
import type { CaseImportArguments, ImportArguments } from "./import-verbs.ts";
import { IMPORT } from "./texts/import.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface ImportVerbs {
  importOfficers(file: string, options: Remote & ImportArguments): Promise<ExitCode>;
  importCases(file: string, options: Remote & CaseImportArguments): Promise<ExitCode>;
  importCaseEvents(file: string, options: Remote & CaseImportArguments): Promise<ExitCode>;
  importParties(file: string, options: Remote & CaseImportArguments): Promise<ExitCode>;
}

export function importVerbs(program: Command, verbs: ImportVerbs, say: Say, done: Done): void {
  const taken = program.command("import").description(say(IMPORT.about));
  const table = (usage: string, about: Text): Command =>
    remote(verb(taken, usage, about, say), say)
      .requiredOption("--source <name>", say(IMPORT.optionSource))
      .option("--why <text>", say(IMPORT.optionWhy))
      .option("--dry-run", say(IMPORT.optionDryRun));
  table("officers <file>", IMPORT.officers).action((file: string, o: Remote & ImportArguments) =>
    done(verbs.importOfficers(file, o)),
  );
  const ofCases = (usage: string, about: Text): Command =>
    table(usage, about).option("--take-over", say(IMPORT.optionTakeOver));
  ofCases("cases <file>", IMPORT.cases).action((file: string, o: Remote & CaseImportArguments) =>
    done(verbs.importCases(file, o)),
  );
  ofCases("case-events <file>", IMPORT.events).action(
    (file: string, o: Remote & CaseImportArguments) => done(verbs.importCaseEvents(file, o)),
  );
  ofCases("parties <file>", IMPORT.parties).action(
    (file: string, o: Remote & CaseImportArguments) => done(verbs.importParties(file, o)),
  );
}
