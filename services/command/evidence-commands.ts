/** The command line of the verbs that send recordings and check what came of them. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { HELP } from "./texts/help.ts";
import { type Common, type Done, type Say, pinned, verb } from "./verb-parts.ts";
import { packagePins, type VerifyArguments } from "./verify-verb.ts";

export interface PushArguments extends Common {
  readonly deviceToken?: string;
  /** Folder that `device enrol` wrote. */
  readonly identity?: string;
  readonly url?: string;
  readonly case?: string;
  readonly recordedAt?: string;
  readonly activity?: string;
  readonly root?: string;
  readonly ledgerKey?: string;
  readonly wait: number;
}

export interface EvidenceVerbs {
  push(files: string[], options: PushArguments): Promise<ExitCode>;
  verify(path: string, options: VerifyArguments): Promise<ExitCode>;
}

const WAIT_SECONDS = 600;

export function evidenceVerbs(program: Command, verbs: EvidenceVerbs, say: Say, done: Done): void {
  pinned(verb(program, "push <file...>", HELP.push, say), say)
    .option("--device-token <token>", say(HELP.optionDeviceToken))
    .option("--identity <dir>", say(HELP.optionIdentity))
    .option("--url <url>", say(HELP.optionUrl))
    .option("--case <number>", say(HELP.optionCase))
    .option("--recorded-at <time>", say(HELP.optionRecordedAt))
    .option("--activity <text>", say(HELP.optionActivity))
    .addOption(
      new Option("--wait <seconds>", say(HELP.optionWait)).default(WAIT_SECONDS).argParser(seconds),
    )
    .action((files: string[], o: PushArguments) => done(verbs.push(files, o)));
  packagePins(pinned(verb(program, "verify <path>", HELP.verify, say), say), say).action(
    (path: string, o: VerifyArguments) => done(verbs.verify(path, o)),
  );
  const receipt = program.command("receipt").description(say(HELP.receipt));
  pinned(verb(receipt, "verify <file>", HELP.receiptVerify, say), say)
    .option("--original <path>", say(HELP.optionOriginal))
    .option("--qr <text>", say(HELP.optionQr))
    .action((file: string, o: VerifyArguments) => done(verbs.verify(file, o)));
}

function seconds(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("0 to 999999");
}
