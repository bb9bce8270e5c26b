/** The command line: verbs, their options, and which handler each calls. */
import { Command, CommanderError } from "commander";
import { type Language, type Text } from "../kernel/language.ts";
import { type CaseVerbs, caseVerbs } from "./case-commands.ts";
import { type ReviewVerbs, reviewVerbs } from "./legal-review-commands.ts";
import { type SpotVerbs, spotVerbs } from "./spot-check-commands.ts";
import { type DeviceVerbs, deviceVerbs } from "./device-commands.ts";
import { type DisposalVerbs, disposalVerbs } from "./disposal-commands.ts";
import { type DockVerbs, dockVerbs } from "./dock-commands.ts";
import { type EvidenceVerbs, evidenceVerbs } from "./evidence-commands.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type ExportVerbs, exportVerbs } from "./export-commands.ts";
import { type HandsOn, handedOnVerbs } from "./handed-on.ts";
import { type ItemVerbs, itemVerbs } from "./item-commands.ts";
import { type ImportVerbs, importVerbs } from "./import-commands.ts";
import { type HoldVerbs, holdVerbs } from "./holds-commands.ts";
import { type KeyVerbs, keyVerbs } from "./key-commands.ts";
import { type LedgerVerbs, ledgerVerbs } from "./ledger-commands.ts";
import { type LiveVerbs, liveVerbs } from "./live-commands.ts";
import type { LiveProofVerbs } from "./live-proof-commands.ts";
import { type LifecycleVerbs, lifecycleVerbs } from "./lifecycle-commands.ts";
import { type CalendarVerbs, calendarVerbs } from "./calendar-commands.ts";
import { type PolicyVerbs, policyVerbs } from "./policy-commands.ts";
import { HELP } from "./texts/help.ts";
import { type ReportVerbs, reportVerbs } from "./reports-commands.ts";
import { type RetentionVerbs, retentionVerbs } from "./retention-commands.ts";
import { type AccessVerbs, accessVerbs } from "./access-commands.ts";
import { type SearchVerbs, searchVerb } from "./search-commands.ts";
import { type SecrecyVerbs, secrecyVerbs } from "./secrecy-commands.ts";
import { type SharingVerbs, sharingVerbs } from "./sharing-commands.ts";
import { type WebhookVerbs, webhookVerbs } from "./webhook-commands.ts";
import { type TokenVerbs, tokenVerbs } from "./token-commands.ts";
import { type UserVerbs, userVerbs } from "./user-commands.ts";
import type { Done, Say } from "./verb-parts.ts";

/** What each verb does, by the area whose command line it stands in. */
export interface Verbs
  extends
    LifecycleVerbs,
    LiveVerbs,
    LiveProofVerbs,
    ItemVerbs,
    SearchVerbs,
    DeviceVerbs,
    HoldVerbs,
    DisposalVerbs,
    CaseVerbs,
    ReviewVerbs,
    SpotVerbs,
    KeyVerbs,
    PolicyVerbs,
    CalendarVerbs,
    ReportVerbs,
    RetentionVerbs,
    SecrecyVerbs,
    AccessVerbs,
    SharingVerbs,
    WebhookVerbs,
    ImportVerbs,
    UserVerbs,
    TokenVerbs,
    EvidenceVerbs,
    ExportVerbs,
    DockVerbs,
    LedgerVerbs,
    HandsOn {}

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
  caseVerbs(program, verbs, say, done);
  reviewVerbs(program, verbs, say, done);
  spotVerbs(program, verbs, say, done);
  holdVerbs(program, verbs, say, done);
  disposalVerbs(program, verbs, say, done);
  keyVerbs(program, verbs, say, done);
  policyVerbs(program, verbs, say, done);
  liveVerbs(program, verbs, say, done);
  itemVerbs(program, verbs, say, done);
  searchVerb(program, verbs, say, done);
  calendarVerbs(program, verbs, say, done);
  reportVerbs(program, verbs, say, done);
  retentionVerbs(program, verbs, say, done);
  secrecyVerbs(program, verbs, say, done);
  accessVerbs(program, verbs, say, done);
  sharingVerbs(program, verbs, say, done);
  webhookVerbs(program, verbs, say, done);
  importVerbs(program, verbs, say, done);
  userVerbs(program, verbs, say, done);
  tokenVerbs(program, verbs, say, done);
  evidenceVerbs(program, verbs, say, done);
  exportVerbs(program, verbs, say, done);
  dockVerbs(program, verbs, say, done);
  handedOnVerbs(program, verbs, say, done);
  ledgerVerbs(program, verbs, say, done);
  // The launcher runs these two.
  program.command("test").description(say(HELP.test));
  program.command("torture").description(say(HELP.torture));
  return program;
}
