/** The command line of the verbs about people. */
import { type Command, Option } from "commander";
import { STAFF } from "../access/permission.ts";
import type { Role } from "./accounts.ts";
import type { ExitCode } from "./exit-code.ts";
import { HELP } from "./texts/help.ts";
import { USER } from "./texts/user.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

interface NewUserOptions {
  readonly role: Role;
  readonly displayName?: string;
  readonly staffNumber?: string;
}

/** Without both: it is shown. */
export interface NumberOptions {
  readonly set?: string;
  readonly clear?: true;
  readonly why?: string;
}

export interface LogOutOptions {
  readonly only?: string;
  readonly why?: string;
}

export interface WhyOptions {
  readonly why?: string;
}

export interface UserVerbs {
  userAdd(name: string, options: Remote & NewUserOptions): Promise<ExitCode>;
  userList(options: Remote): Promise<ExitCode>;
  /** `user`: the account's name, or its id. */
  userNumber(user: string, options: Remote & NumberOptions): Promise<ExitCode>;
  userDisable(user: string, options: Remote & WhyOptions): Promise<ExitCode>;
  /** A new password, made here and shown once. */
  userPassword(user: string, options: Remote & WhyOptions): Promise<ExitCode>;
  userLogIns(user: string, options: Remote): Promise<ExitCode>;
  /** `only`: the log-in that is ended; left out: all. */
  userLogOut(user: string, options: Remote & LogOutOptions): Promise<ExitCode>;
}

export function userVerbs(program: Command, verbs: UserVerbs, say: Say, done: Done): void {
  const user = program.command("user").description(say(HELP.user));
  remote(verb(user, "add <name>", HELP.userAdd, say), say)
    .addOption(
      new Option("--role <role>", say(HELP.optionRole)).choices(STAFF).makeOptionMandatory(),
    )
    .option("--display-name <text>", say(HELP.optionDisplayName))
    .option("--staff-number <number>", say(USER.optionNumber))
    .action((name: string, o: Remote & NewUserOptions) => done(verbs.userAdd(name, o)));
  remote(verb(user, "list", USER.list, say), say).action((o: Remote) => done(verbs.userList(o)));
  remote(verb(user, "staff-number <user>", USER.number, say), say)
    .addOption(new Option("--set <number>", say(USER.optionNumber)).conflicts("clear"))
    .option("--clear", say(USER.optionClear))
    .option("--why <text>", say(USER.optionWhy))
    .action((name: string, o: Remote & NumberOptions) => done(verbs.userNumber(name, o)));
  remote(verb(user, "disable <user>", USER.disable, say), say)
    .option("--why <text>", say(USER.optionWhy))
    .action((name: string, o: Remote & WhyOptions) => done(verbs.userDisable(name, o)));
  remote(verb(user, "password <user>", USER.newPassword, say), say)
    .option("--why <text>", say(USER.optionWhy))
    .action((name: string, o: Remote & WhyOptions) => done(verbs.userPassword(name, o)));
  remote(verb(user, "log-ins <user>", USER.logIns, say), say).action((name: string, o: Remote) =>
    done(verbs.userLogIns(name, o)),
  );
  remote(verb(user, "log-out <user>", USER.logOut, say), say)
    .option("--only <id>", say(USER.optionOnly))
    .option("--why <text>", say(USER.optionWhy))
    .action((name: string, o: Remote & LogOutOptions) => done(verbs.userLogOut(name, o)));
}
