/** The command line of the verbs about devices and their certificates. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Text } from "../kernel/language.ts";
import { DEVICE_KINDS } from "../review/device-page-schema.ts";
import type { DeviceKind } from "./accounts.ts";
import type { AssignArguments, QuotaArguments } from "./device-verbs.ts";
import type { EnrolArguments, RevokeArguments } from "./enrol-verbs.ts";
import type { ExitCode } from "./exit-code.ts";
import { DEVICE } from "./texts/device.ts";
import { HELP } from "./texts/help.ts";
import {
  type Common,
  type Done,
  type Remote,
  type Say,
  enrolOptions,
  remote,
  verb,
} from "./verb-parts.ts";

export interface DeviceVerbs {
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
  deviceRetire(device: string, options: Remote & { reason?: string }): Promise<ExitCode>;
  deviceEnrol(options: Common & EnrolArguments): Promise<ExitCode>;
}

export function deviceVerbs(program: Command, verbs: DeviceVerbs, say: Say, done: Done): void {
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

function certificateVerbs(device: Command, verbs: DeviceVerbs, say: Say, done: Done): void {
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
  remote(verb(device, "retire <device>", DEVICE.retire, say), say)
    .option("--reason <text>", say(HELP.optionEndReason))
    .action((name: string, o: Remote & { reason?: string }) => done(verbs.deviceRetire(name, o)));
  enrolOptions(verb(device, "enrol", HELP.deviceEnrol, say), say)
    .requiredOption("--out <dir>", say(HELP.optionIdentityOut))
    .action((o: Common & EnrolArguments) => done(verbs.deviceEnrol(o)));
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError("a whole number");
}
