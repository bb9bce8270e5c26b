/** The command line: verbs, their options, and which handler each calls. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { type Language, type Text } from "../kernel/language.ts";
import { DEVICE_KINDS, ROLES } from "../review/api-schema.ts";
import type { DeviceKind, Role } from "./accounts.ts";
import type { AssignArguments, QuotaArguments } from "./device-verbs.ts";
import type { EnrolArguments, RevokeArguments } from "./enrol-verbs.ts";
import type { DockOptions, DockVerb } from "./dock.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type HandsOn, handedOnVerbs } from "./handed-on.ts";
import { type KeyVerbs, keyVerbs } from "./key-commands.ts";
import { HELP } from "./texts/help.ts";
import { type Common, type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";
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

export interface UpArguments extends Common {
  readonly port: number;
  readonly detach?: boolean;
  readonly demo: boolean;
  readonly yes?: boolean;
}

/** What each verb does. */
export interface Verbs extends HandsOn, KeyVerbs {
  up(options: UpArguments): Promise<ExitCode>;
  down(options: Common): Promise<ExitCode>;
  status(options: Common): Promise<ExitCode>;
  logs(process: string | undefined, options: Common & { follow?: boolean }): Promise<ExitCode>;
  doctor(options: Common): Promise<ExitCode>;
  demo(options: Common): Promise<ExitCode>;
  deviceAdd(name: string, options: Remote & { kind: DeviceKind }): Promise<ExitCode>;
  deviceAssign(
    device: string,
    officer: string | undefined,
    options: Remote & AssignArguments,
  ): Promise<ExitCode>;
  deviceChain(device: string, options: Remote): Promise<ExitCode>;
  deviceSigning(device: string, kind: string | undefined, options: Remote): Promise<ExitCode>;
  deviceQuota(device: string, options: Remote & QuotaArguments): Promise<ExitCode>;
  deviceCode(device: string, options: Remote): Promise<ExitCode>;
  deviceRevoke(device: string, options: Remote & RevokeArguments): Promise<ExitCode>;
  deviceCertificateOnly(device: string, options: Remote & { off?: boolean }): Promise<ExitCode>;
  deviceEnrol(options: Common & EnrolArguments): Promise<ExitCode>;
  userAdd(name: string, options: Remote & { role: Role; displayName?: string }): Promise<ExitCode>;
  push(files: string[], options: PushArguments): Promise<ExitCode>;
  dock(verb: DockVerb, options: Common & DockOptions): Promise<ExitCode>;
  verify(path: string, options: VerifyArguments): Promise<ExitCode>;
}

export const DEFAULT_PORT = 8420;
const WAIT_SECONDS = 600;

/** Parses `args` and runs the verb; answers its exit code. */
export async function runCommandLine(
  verbs: Verbs,
  language: Language,
  args: readonly string[],
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const done = (run: Promise<ExitCode>): Promise<void> =>
    run.then((code) => {
      exitCode = code;
    });
  const program = build(verbs, language, done);
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

function build(verbs: Verbs, language: Language, done: Done): Command {
  const say: Say = (text) => text[language];
  const titles: Readonly<Record<string, Text>> = {
    "Usage:": HELP.usage,
    "Options:": HELP.options,
    "Commands:": HELP.commands,
    "Arguments:": HELP.arguments,
  };
  const program = new Command("holdfast")
    .enablePositionalOptions()
    .description(say(HELP.about))
    .exitOverride()
    .helpOption("-h, --help", say(HELP.help))
    .helpCommand("help [verb]", say(HELP.help))
    .configureHelp({
      styleTitle: (title) => {
        const text = titles[title];
        return text === undefined ? title : say(text);
      },
    });
  lifecycleVerbs(program, verbs, say, done);
  deviceVerbs(program, verbs, say, done);
  keyVerbs(program, verbs, say, done);
  userVerbs(program, verbs, say, done);
  evidenceVerbs(program, verbs, say, done);
  dockVerbs(program, verbs, say, done);
  handedOnVerbs(program, verbs, say, done);
  program.command("test").description(say(HELP.test)); // the launcher runs it
  return program;
}

const port = (say: Say): Option =>
  new Option("--port <n>", say(HELP.optionPort)).default(DEFAULT_PORT).argParser(portNumber);

function lifecycleVerbs(program: Command, verbs: Verbs, say: Say, done: Done): void {
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

function deviceVerbs(program: Command, verbs: Verbs, say: Say, done: Done): void {
  const device = program.command("device").description(say(HELP.device));
  remote(verb(device, "add <name>", HELP.deviceAdd, say), say)
    .addOption(
      new Option("--kind <kind>", say(HELP.optionKind)).choices(DEVICE_KINDS).makeOptionMandatory(),
    )
    .action((name: string, o: Remote & { kind: DeviceKind }) => done(verbs.deviceAdd(name, o)));
  const amount = (flags: string, about: Text): Option =>
    new Option(flags, say(about)).argParser(wholeNumber);
  remote(verb(device, "quota <device>", HELP.deviceQuota, say), say)
    .addOption(amount("--bytes-per-day <n>", HELP.optionBytesPerDay))
    .addOption(amount("--files-per-day <n>", HELP.optionFilesPerDay))
    .addOption(amount("--open-bytes <n>", HELP.optionOpenBytes))
    .option("--clear", say(HELP.optionClearQuota))
    .action((name: string, o: Remote & QuotaArguments) => done(verbs.deviceQuota(name, o)));
  remote(verb(device, "chain <device>", HELP.deviceChain, say), say).action(
    (name: string, o: Remote) => done(verbs.deviceChain(name, o)),
  );
  remote(verb(device, "signing <device> [kind]", HELP.deviceSigning, say), say).action(
    (name: string, kind: string | undefined, o: Remote) => done(verbs.deviceSigning(name, kind, o)),
  );
  remote(verb(device, "assign <device> [officer]", HELP.deviceAssign, say), say)
    .option("--nobody", say(HELP.optionNobody))
    .option("--from <time>", say(HELP.optionFrom))
    .option("--to <time>", say(HELP.optionTo))
    .option("--replaces <id>", say(HELP.optionReplaces))
    .option("--reason <text>", say(HELP.optionReason))
    .action((name: string, officer: string | undefined, o: Remote & AssignArguments) =>
      done(verbs.deviceAssign(name, officer, o)),
    );
  certificateVerbs(device, verbs, say, done);
}

function certificateVerbs(device: Command, verbs: Verbs, say: Say, done: Done): void {
  remote(verb(device, "code <device>", HELP.deviceCode, say), say).action(
    (name: string, o: Remote) => done(verbs.deviceCode(name, o)),
  );
  remote(verb(device, "revoke <device>", HELP.deviceRevoke, say), say)
    .option("--certificate <sha256>", say(HELP.optionCertificate))
    .option("--reason <text>", say(HELP.optionEndReason))
    .action((name: string, o: Remote & RevokeArguments) => done(verbs.deviceRevoke(name, o)));
  remote(verb(device, "certificate-only <device>", HELP.deviceCertificateOnly, say), say)
    .option("--off", say(HELP.optionOff))
    .action((name: string, o: Remote & { off?: boolean }) =>
      done(verbs.deviceCertificateOnly(name, o)),
    );
  enrolOptions(verb(device, "enrol", HELP.deviceEnrol, say), say)
    .requiredOption("--out <dir>", say(HELP.optionIdentityOut))
    .action((o: Common & EnrolArguments) => done(verbs.deviceEnrol(o)));
}

const enrolOptions = (made: Command, say: Say): Command =>
  made
    .requiredOption("--code <text>", say(HELP.optionCode))
    .option("--server <url>", say(HELP.optionServer))
    .option("--root-sha256 <hex>", say(HELP.optionRootSha256));

function userVerbs(program: Command, verbs: Verbs, say: Say, done: Done): void {
  const user = program.command("user").description(say(HELP.user));
  remote(verb(user, "add <name>", HELP.userAdd, say), say)
    .addOption(
      new Option("--role <role>", say(HELP.optionRole)).choices(ROLES).makeOptionMandatory(),
    )
    .option("--display-name <text>", say(HELP.optionDisplayName))
    .action((name: string, o: Remote & { role: Role; displayName?: string }) =>
      done(verbs.userAdd(name, o)),
    );
}

/** Keys that came another way than what they judge. */
const pinned = (made: Command, say: Say): Command =>
  made
    .option("--root <file>", say(HELP.optionRoot))
    .option("--ledger-key <key>", say(HELP.optionLedgerKey));

function evidenceVerbs(program: Command, verbs: Verbs, say: Say, done: Done): void {
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

function dockVerbs(program: Command, verbs: Verbs, say: Say, done: Done): void {
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

function portNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,5}$/.test(text) && value >= 1 && value <= 65_535) return value;
  throw new InvalidArgumentError("1 to 65535");
}

function seconds(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("0 to 999999");
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError("a whole number");
}
