/** The command line of the verbs about tables of working days. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { Why } from "./policy-commands.ts";
import { CALENDAR } from "./texts/calendar.ts";
import { POLICY } from "./texts/policy.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface CalendarVerbs {
  calendarShow(options: Remote): Promise<ExitCode>;
  calendarDryRun(file: string, options: Remote): Promise<ExitCode>;
  calendarExport(table: string, options: Remote & { out: string }): Promise<ExitCode>;
  calendarImport(file: string, options: Remote & Why): Promise<ExitCode>;
  calendarApprove(table: string, options: Remote & Why): Promise<ExitCode>;
  calendarWithdraw(table: string, options: Remote & Why): Promise<ExitCode>;
}

export function calendarVerbs(program: Command, verbs: CalendarVerbs, say: Say, done: Done): void {
  const calendar = program.command("calendar").description(say(CALENDAR.about));
  remote(verb(calendar, "show", CALENDAR.show, say), say).action((o: Remote) =>
    done(verbs.calendarShow(o)),
  );
  remote(verb(calendar, "dry-run <file>", CALENDAR.dryRun, say), say).action(
    (file: string, o: Remote) => done(verbs.calendarDryRun(file, o)),
  );
  remote(verb(calendar, "export <table>", CALENDAR.export, say), say)
    .requiredOption("--out <folder>", say(POLICY.optionOut))
    .action((table: string, o: Remote & { out: string }) => done(verbs.calendarExport(table, o)));
  const change = (usage: string, about: Parameters<Say>[0]): Command =>
    remote(verb(calendar, usage, about, say), say).requiredOption(
      "--why <text>",
      say(POLICY.optionWhy),
    );
  change("import <file>", CALENDAR.import).action((file: string, o: Remote & Why) =>
    done(verbs.calendarImport(file, o)),
  );
  change("approve <table>", CALENDAR.approve).action((table: string, o: Remote & Why) =>
    done(verbs.calendarApprove(table, o)),
  );
  change("withdraw <table>", CALENDAR.withdraw).action((table: string, o: Remote & Why) =>
    done(verbs.calendarWithdraw(table, o)),
  );
}
