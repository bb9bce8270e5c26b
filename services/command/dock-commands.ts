/** The command line of a docking station. */
import type { Command } from "commander";
import type { DockOptions, DockVerb } from "./dock.ts";
import type { EnrolArguments } from "./enrol-verbs.ts";
import type { ExitCode } from "./exit-code.ts";
import { HELP } from "./texts/help.ts";
import { type Common, type Done, type Say, enrolOptions, pinned, verb } from "./verb-parts.ts";

export interface DockVerbs {
  dock(verb: DockVerb, options: Common & DockOptions): Promise<ExitCode>;
  deviceEnrol(options: Common & EnrolArguments): Promise<ExitCode>;
}

export function dockVerbs(program: Command, verbs: DockVerbs, say: Say, done: Done): void {
  const dock = program.command("dock").description(say(HELP.dock));
  const folders = (made: Command): Command =>
    made.option("--folder <dir...>", say(HELP.optionFolder));
  pinned(folders(verb(dock, "run", HELP.dockRun, say)), say)
    .option("--config <file>", say(HELP.optionDockConfig))
    .option("--state <dir>", say(HELP.optionDockState))
    .option("--url <url>", say(HELP.optionUrl))
    .option("--device-token <token>", say(HELP.optionDeviceToken))
    .option("--policy <policy>", say(HELP.optionPolicy))
    .option("--port <n>", say(HELP.optionWallPort))
    .option("--once", say(HELP.optionOnce))
    .action((o: Common & DockOptions) => done(verbs.dock("run", o)));
  enrolOptions(verb(dock, "enrol", HELP.dockEnrol, say), say)
    .option("--state <dir>", say(HELP.optionDockState))
    .action((o: Common & EnrolArguments) => done(verbs.deviceEnrol(o)));
  verb(dock, "status", HELP.dockStatus, say)
    .option("--state <dir>", say(HELP.optionDockState))
    .action((o: Common & DockOptions) => done(verbs.dock("status", o)));
  folders(verb(dock, "simulate", HELP.dockSimulate, say))
    .option("--clips <n>", say(HELP.optionClips))
    .action((o: Common & DockOptions) => done(verbs.dock("simulate", o)));
}
