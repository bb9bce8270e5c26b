/** What the verbs of the command line are made of. */
import type { Command } from "commander";
import type { Text } from "../kernel/language.ts";
import type { ExitCode } from "./exit-code.ts";
import { HELP } from "./texts/help.ts";

export interface Common {
  readonly data?: string;
  readonly json?: boolean;
}

/** Of verbs that speak to a running system. */
export interface Remote extends Common {
  readonly url?: string;
  readonly token?: string;
  readonly passwordFile?: string;
}

export type Done = (run: Promise<ExitCode>) => Promise<void>;
export type Say = (text: Text) => string;

/** A verb with the options that all have. */
export function verb(parent: Command, usage: string, about: Text, say: Say): Command {
  return parent
    .command(usage)
    .description(say(about))
    .option("--data <dir>", say(HELP.optionData))
    .option("--json", say(HELP.optionJson))
    .helpOption("-h, --help", say(HELP.help));
}

export const remote = (made: Command, say: Say): Command =>
  made
    .option("--url <url>", say(HELP.optionUrl))
    .option("--token <token>", say(HELP.optionToken))
    .option("--password-file <file>", say(HELP.optionPasswordFile));

export const enrolOptions = (made: Command, say: Say): Command =>
  made
    .requiredOption("--code <text>", say(HELP.optionCode))
    .option("--server <url>", say(HELP.optionServer))
    .option("--root-sha256 <hex>", say(HELP.optionRootSha256));

/** Keys that came another way than what they judge. */
export const pinned = (made: Command, say: Say): Command =>
  made
    .option("--root <file>", say(HELP.optionRoot))
    .option("--ledger-key <key>", say(HELP.optionLedgerKey));
