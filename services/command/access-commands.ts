/** The command line of the verbs about access: why somebody has it, what was given, and what is asked for. */
import { type Command, Option } from "commander";
import type { Text } from "../kernel/language.ts";
import { PURPOSES } from "../secrecy/purpose.ts";
import type { GrantArguments, NarrowArguments } from "./access-verbs.ts";
import type { ExitCode } from "./exit-code.ts";
import type { ApprovalArguments, RequestArguments } from "./request-verbs.ts";
import { ACCESS } from "./texts/access.ts";
import { REQUESTS } from "./texts/access-requests.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface AccessVerbs {
  accessExplain(user: string, item: string, options: Remote): Promise<ExitCode>;
  accessList(options: Remote): Promise<ExitCode>;
  accessGrant(user: string, options: Remote & GrantArguments): Promise<ExitCode>;
  accessNarrow(grant: string, options: Remote & NarrowArguments): Promise<ExitCode>;
  accessRevoke(grant: string, options: Remote & { why: string }): Promise<ExitCode>;
  accessRevokeAll(user: string, options: Remote & { why: string }): Promise<ExitCode>;
  accessRequest(about: string, options: Remote & RequestArguments): Promise<ExitCode>;
  accessRequests(options: Remote & { mine?: boolean; all?: boolean }): Promise<ExitCode>;
  accessApprove(request: string, options: Remote & ApprovalArguments): Promise<ExitCode>;
  accessRefuse(request: string, options: Remote & { why: string }): Promise<ExitCode>;
  accessWithdraw(request: string, options: Remote): Promise<ExitCode>;
}

export function accessVerbs(program: Command, verbs: AccessVerbs, say: Say, done: Done): void {
  const access = program.command("access").description(say(ACCESS.about));
  const add = (usage: string, about: Text) => remote(verb(access, usage, about, say), say);
  add("explain <user> <item>", ACCESS.explain).action((user: string, item: string, o: Remote) =>
    done(verbs.accessExplain(user, item, o)),
  );
  add("list", ACCESS.list).action((o: Remote) => done(verbs.accessList(o)));
  add("grant <user>", ACCESS.grant)
    .option("--case <number>", say(ACCESS.optionCase))
    .option("--item <ids...>", say(ACCESS.optionItem))
    .addOption(purposeOption(say))
    .requiredOption("--until <day>", say(ACCESS.optionUntil))
    .option("--download", say(ACCESS.optionDownload))
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((user: string, o: Remote & GrantArguments) => done(verbs.accessGrant(user, o)));
  add("narrow <grant>", ACCESS.narrow)
    .option("--until <day>", say(ACCESS.optionEarlier))
    .option("--watch-only", say(ACCESS.optionWatchOnly))
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((grant: string, o: Remote & NarrowArguments) => done(verbs.accessNarrow(grant, o)));
  add("revoke <grant>", ACCESS.revoke)
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((grant: string, o: Remote & { why: string }) => done(verbs.accessRevoke(grant, o)));
  add("revoke-all <user>", ACCESS.revokeAll)
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((user: string, o: Remote & { why: string }) => done(verbs.accessRevokeAll(user, o)));
  requestVerbs(add, verbs, say, done);
}

const purposeOption = (say: Say): Option =>
  new Option("--purpose <purpose>", say(ACCESS.optionPurpose))
    .choices(PURPOSES)
    .makeOptionMandatory();

function requestVerbs(
  add: (usage: string, about: Text) => Command,
  verbs: AccessVerbs,
  say: Say,
  done: Done,
): void {
  add("request <about>", REQUESTS.request)
    .addOption(purposeOption(say))
    .requiredOption("--authority <text>", say(REQUESTS.optionAuthority))
    .requiredOption("--until <day>", say(ACCESS.optionUntil))
    .option("--download", say(ACCESS.optionDownload))
    .action((about: string, o: Remote & RequestArguments) => done(verbs.accessRequest(about, o)));
  add("requests", REQUESTS.requests)
    .option("--mine", say(REQUESTS.optionMine))
    .option("--all", say(REQUESTS.optionAll))
    .action((o: Remote & { mine?: boolean; all?: boolean }) => done(verbs.accessRequests(o)));
  add("approve <request>", REQUESTS.approve)
    .option("--case <number>", say(ACCESS.optionCase))
    .option("--item <ids...>", say(ACCESS.optionItem))
    .option("--until <day>", say(REQUESTS.optionUntil))
    .option("--download", say(ACCESS.optionDownload))
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((id: string, o: Remote & ApprovalArguments) => done(verbs.accessApprove(id, o)));
  add("refuse <request>", REQUESTS.refuse)
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((id: string, o: Remote & { why: string }) => done(verbs.accessRefuse(id, o)));
  add("withdraw <request>", REQUESTS.withdraw).action((id: string, o: Remote) =>
    done(verbs.accessWithdraw(id, o)),
  );
}
