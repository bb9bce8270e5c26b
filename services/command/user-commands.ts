/** The command line of the verbs about people. */
import { type Command, Option } from "commander";
import { ROLES } from "../review/api-schema.ts";
import type { Role } from "./accounts.ts";
import type { ExitCode } from "./exit-code.ts";
import { HELP } from "./texts/help.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface UserVerbs {
  userAdd(name: string, options: Remote & { role: Role; displayName?: string }): Promise<ExitCode>;
}

export function userVerbs(program: Command, verbs: UserVerbs, say: Say, done: Done): void {
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
