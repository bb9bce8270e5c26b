/** The command line of the verbs about exports. */
import { type Command, Option } from "commander";
import { EXPORT_STATES } from "../exports/export.ts";
import { RECIPIENT_KINDS } from "../packages/issued.ts";
import { PURPOSES } from "../secrecy/purpose.ts";
import type { ExitCode } from "./exit-code.ts";
import {
  type AcknowledgeArguments,
  type OrderArguments,
  RECEIPT_FORMATS,
  type ReceiptArguments,
} from "./export-verbs.ts";
import { EXPORTS } from "./texts/exports.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface ExportVerbs {
  exportList(options: Remote & { state?: string }): Promise<ExitCode>;
  exportOrder(options: Remote & OrderArguments): Promise<ExitCode>;
  exportTake(id: string, options: Remote & { out?: string }): Promise<ExitCode>;
  exportReceipt(id: string, options: Remote & ReceiptArguments): Promise<ExitCode>;
  exportAcknowledge(id: string, options: Remote & AcknowledgeArguments): Promise<ExitCode>;
  exportConfirm(id: string, options: Remote & { scan: string }): Promise<ExitCode>;
  exportWithdraw(id: string, options: Remote & { why: string }): Promise<ExitCode>;
  exportTrace(what: string, options: Remote): Promise<ExitCode>;
}

export function exportVerbs(program: Command, verbs: ExportVerbs, say: Say, done: Done): void {
  const exports = program.command("export").description(say(EXPORTS.about));
  const made = (usage: string, about: Parameters<typeof verb>[2]): Command =>
    remote(verb(exports, usage, about, say), say);
  made("list", EXPORTS.list)
    .addOption(new Option("--state <state>", say(EXPORTS.optionState)).choices(EXPORT_STATES))
    .action((o: Remote & { state?: string }) => done(verbs.exportList(o)));
  orderVerb(made("order", EXPORTS.order), say).action((o: Remote & OrderArguments) =>
    done(verbs.exportOrder(o)),
  );
  made("take <export>", EXPORTS.take)
    .option("--out <file>", say(EXPORTS.optionOut))
    .action((id: string, o: Remote & { out?: string }) => done(verbs.exportTake(id, o)));
  made("receipt <export>", EXPORTS.receipt)
    .addOption(
      new Option("--format <format>", say(EXPORTS.optionFormat))
        .choices(RECEIPT_FORMATS)
        .default("txt"),
    )
    .option("--out <file>", say(EXPORTS.optionOut))
    .action((id: string, o: Remote & ReceiptArguments) => done(verbs.exportReceipt(id, o)));
  made("acknowledge <export>", EXPORTS.acknowledge)
    .option("--signed <file>", say(EXPORTS.optionSigned))
    .option("--paper <file>", say(EXPORTS.optionPaper))
    .action((id: string, o: Remote & AcknowledgeArguments) => done(verbs.exportAcknowledge(id, o)));
  made("confirm <export>", EXPORTS.confirm)
    .requiredOption("--scan <file>", say(EXPORTS.optionScan))
    .action((id: string, o: Remote & { scan: string }) => done(verbs.exportConfirm(id, o)));
  made("withdraw <export>", EXPORTS.withdraw)
    .requiredOption("--why <text>", say(EXPORTS.optionReason))
    .action((id: string, o: Remote & { why: string }) => done(verbs.exportWithdraw(id, o)));
  made("trace <file-or-id>", EXPORTS.trace).action((what: string, o: Remote) =>
    done(verbs.exportTrace(what, o)),
  );
}

const orderVerb = (order: Command, say: Say): Command =>
  order
    .requiredOption("--item <ids...>", say(EXPORTS.optionItem))
    .addOption(
      new Option("--recipient <kind>", say(EXPORTS.optionRecipient))
        .choices(RECIPIENT_KINDS)
        .makeOptionMandatory(),
    )
    .requiredOption("--organisation <text>", say(EXPORTS.optionOrganisation))
    .requiredOption("--person <name>", say(EXPORTS.optionPerson))
    .requiredOption("--basis <number>", say(EXPORTS.optionBasis))
    .option("--document <file>", say(EXPORTS.optionDocument))
    .addOption(
      new Option("--purpose-kind <kind>", say(EXPORTS.optionPurposeKind))
        .choices(PURPOSES)
        .default("evidence"),
    )
    .requiredOption("--why <text>", say(EXPORTS.optionWhy))
    .option("--due <date>", say(EXPORTS.optionDue));
