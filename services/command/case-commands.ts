/** The command line of the verbs about case files. */
import type { Command } from "commander";
import type { ExportArguments } from "./case-verbs.ts";
import type { ExitCode } from "./exit-code.ts";
import { CASES } from "./texts/cases.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface CaseVerbs {
  caseShow(file: string, options: Remote): Promise<ExitCode>;
  caseFill(file: string, options: Remote): Promise<ExitCode>;
  caseSeal(file: string, options: Remote & { why: string }): Promise<ExitCode>;
  caseDeadlines(options: Remote): Promise<ExitCode>;
  caseExport(file: string, options: Remote & ExportArguments): Promise<ExitCode>;
}

export function caseVerbs(program: Command, verbs: CaseVerbs, say: Say, done: Done): void {
  const cases = program.command("case").description(say(CASES.about));
  remote(verb(cases, "show <case>", CASES.show, say), say).action((file: string, o: Remote) =>
    done(verbs.caseShow(file, o)),
  );
  remote(verb(cases, "deadlines", CASES.deadlines, say), say).action((o: Remote) =>
    done(verbs.caseDeadlines(o)),
  );
  remote(verb(cases, "fill <case>", CASES.fill, say), say).action((file: string, o: Remote) =>
    done(verbs.caseFill(file, o)),
  );
  remote(verb(cases, "seal <case>", CASES.seal, say), say)
    .requiredOption("--why <text>", say(CASES.optionWhy))
    .action((file: string, o: Remote & { why: string }) => done(verbs.caseSeal(file, o)));
  remote(verb(cases, "export <case>", CASES.export, say), say)
    .requiredOption("--out <folder>", say(CASES.optionOut))
    .option("--version <number>", say(CASES.optionVersion))
    .action((file: string, o: Remote & ExportArguments) => done(verbs.caseExport(file, o)));
}
