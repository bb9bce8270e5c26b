/** The command line of the verbs about the house's own keys. */
import { type Command, Option } from "commander";
import { REVOCABLE_ROLES } from "../keys/key.ts";
import { REVOCATION_REASONS } from "../ledger/key-words.ts";
import type { ExitCode } from "./exit-code.ts";
import type { RevokeKeyArguments, RotateArguments } from "./key-verbs.ts";
import { KEYS } from "./texts/keys.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface KeyVerbs {
  keysList(options: Remote): Promise<ExitCode>;
  keysRotate(options: Remote & RotateArguments): Promise<ExitCode>;
  keysRevoke(key: string, options: Remote & RevokeKeyArguments): Promise<ExitCode>;
}

export function keyVerbs(program: Command, verbs: KeyVerbs, say: Say, done: Done): void {
  const keys = program.command("keys").description(say(KEYS.about));
  remote(verb(keys, "list", KEYS.list, say), say).action((o: Remote) => done(verbs.keysList(o)));
  const role = new Option("--role <role>", say(KEYS.optionRole)).choices(REVOCABLE_ROLES);
  remote(verb(keys, "rotate", KEYS.rotate, say), say)
    .addOption(role.default("manifest-signer"))
    .requiredOption("--why <text>", say(KEYS.optionWhy))
    .action((o: Remote & RotateArguments) => done(verbs.keysRotate(o)));
  const reason = new Option("--reason <reason>", say(KEYS.optionReason));
  remote(verb(keys, "revoke <key>", KEYS.revoke, say), say)
    .addOption(reason.choices(REVOCATION_REASONS).makeOptionMandatory())
    .option("--since <time>", say(KEYS.optionSince))
    .requiredOption("--why <text>", say(KEYS.optionWhy))
    .action((key: string, o: Remote & RevokeKeyArguments) => done(verbs.keysRevoke(key, o)));
}
