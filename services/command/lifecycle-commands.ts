/** The command line of the verbs that set up, start, end and look. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { HELP } from "./texts/help.ts";
import { type Common, type Done, type Say, verb } from "./verb-parts.ts";

export interface UpArguments extends Common {
  readonly port: number;
  readonly detach?: boolean;
  readonly demo: boolean;
  readonly yes?: boolean;
}

export interface LifecycleVerbs {
  up(options: UpArguments): Promise<ExitCode>;
  down(options: Common): Promise<ExitCode>;
  status(options: Common): Promise<ExitCode>;
  logs(process: string | undefined, options: Common & { follow?: boolean }): Promise<ExitCode>;
  doctor(options: Common): Promise<ExitCode>;
  demo(options: Common): Promise<ExitCode>;
}

export const DEFAULT_PORT = 8420;

const port = (say: Say): Option =>
  new Option("--port <n>", say(HELP.optionPort)).default(DEFAULT_PORT).argParser(portNumber);

export function lifecycleVerbs(
  program: Command,
  verbs: LifecycleVerbs,
  say: Say,
  done: Done,
): void {
  verb(program, "up", HELP.up, say)
    .addOption(port(say))
    .option("--detach", say(HELP.optionDetach))
    .option("--no-demo", say(HELP.optionNoDemo))
    .option("-y, --yes", say(HELP.optionYes))
    .action((options: UpArguments) => done(verbs.up(options)));
  verb(program, "down", HELP.down, say).action((o: Common) => done(verbs.down(o)));
  verb(program, "status", HELP.status, say).action((o: Common) => done(verbs.status(o)));
  verb(program, "logs [process]", HELP.logs, say)
    .option("-f, --follow", say(HELP.optionFollow))
    .action((name: string | undefined, o: Common & { follow?: boolean }) =>
      done(verbs.logs(name, o)),
    );
  verb(program, "doctor", HELP.doctor, say).action((o: Common) => done(verbs.doctor(o)));
  verb(program, "demo", HELP.demo, say).action((o: Common) => done(verbs.demo(o)));
}

function portNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,5}$/.test(text) && value >= 1 && value <= 65_535) return value;
  throw new InvalidArgumentError("1 to 65535");
}
