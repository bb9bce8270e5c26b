/** The command line of the verbs about reports. */
import { type Command, Option } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { type ExportArguments, type MakeArguments, REPORT_FILES } from "./reports-verbs.ts";
import { REPORTS } from "./texts/reports.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface ReportVerbs {
  reportsList(options: Remote): Promise<ExitCode>;
  reportsMake(
    definition: string,
    period: string,
    options: Remote & MakeArguments,
  ): Promise<ExitCode>;
  reportsShow(definition: string, period: string, options: Remote): Promise<ExitCode>;
  reportsExport(report: string, options: Remote & ExportArguments): Promise<ExitCode>;
}

export function reportVerbs(program: Command, verbs: ReportVerbs, say: Say, done: Done): void {
  const reports = program.command("reports").description(say(REPORTS.about));
  remote(verb(reports, "list", REPORTS.list, say), say).action((o: Remote) =>
    done(verbs.reportsList(o)),
  );
  remote(verb(reports, "show <report> <period>", REPORTS.show, say), say).action(
    (report: string, period: string, o: Remote) => done(verbs.reportsShow(report, period, o)),
  );
  remote(verb(reports, "make <report> <period>", REPORTS.make, say), say)
    .option("--replaces <id>", say(REPORTS.optionReplaces))
    .option("--why <text>", say(REPORTS.optionWhy))
    .action((report: string, period: string, o: Remote & MakeArguments) =>
      done(verbs.reportsMake(report, period, o)),
    );
  remote(verb(reports, "export <id>", REPORTS.export, say), say)
    .addOption(
      new Option("--format <format>", say(REPORTS.optionFormat))
        .choices(REPORT_FILES)
        .default("json"),
    )
    .option("--out <file>", say(REPORTS.optionOut))
    .action((id: string, o: Remote & ExportArguments) => done(verbs.reportsExport(id, o)));
}
