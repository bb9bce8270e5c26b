/** The command line of the verbs about retention. */
import { Argument, type Command } from "commander";
import type { Text } from "../kernel/language.ts";
import { FLAGS, type Flag } from "../policy/enforcement-words.ts";
import { CONDITIONS, type Condition } from "../policy/term.ts";
import type { ExitCode } from "./exit-code.ts";
import { type ExtensionVerbs, extensionVerbs } from "./extension-commands.ts";
import type { FlagArguments, OfCase, TellArguments } from "./retention-verbs.ts";
import { RETENTION } from "./texts/retention.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface RetentionVerbs extends ExtensionVerbs {
  retentionFlags(item: string, options: Remote): Promise<ExitCode>;
  retentionFlag(items: readonly string[], options: Remote & FlagArguments): Promise<ExitCode>;
  retentionUnflag(items: readonly string[], options: Remote & FlagArguments): Promise<ExitCode>;
  retentionExplain(item: string, options: Remote): Promise<ExitCode>;
  retentionConditions(thing: string, options: Remote & OfCase): Promise<ExitCode>;
  retentionTell(thing: string, options: Remote & TellArguments): Promise<ExitCode>;
}

export function retentionVerbs(
  program: Command,
  verbs: RetentionVerbs,
  say: Say,
  done: Done,
): void {
  const retention = program.command("retention").description(say(RETENTION.about));
  remote(verb(retention, "explain <item>", RETENTION.explain, say), say).action(
    (item: string, o: Remote) => done(verbs.retentionExplain(item, o)),
  );
  remote(verb(retention, "flags <item>", RETENTION.flags, say), say).action(
    (item: string, o: Remote) => done(verbs.retentionFlags(item, o)),
  );
  remote(verb(retention, "conditions <thing>", RETENTION.conditions, say), say)
    .option("--case", say(RETENTION.optionCase))
    .action((thing: string, o: Remote & OfCase) => done(verbs.retentionConditions(thing, o)));
  remote(verb(retention, "tell", RETENTION.tell, say), say)
    .addArgument(new Argument("<condition>", say(RETENTION.argumentCondition)).choices(CONDITIONS))
    .argument("<thing>", say(RETENTION.argumentThing))
    .option("--case", say(RETENTION.optionCase))
    .option("--on <date>", say(RETENTION.optionOn))
    .requiredOption("--authority <text>", say(RETENTION.optionAuthority))
    .action((condition: Condition, thing: string, o: Remote & Omit<TellArguments, "condition">) =>
      done(verbs.retentionTell(thing, { ...o, condition })),
    );
  extensionVerbs(retention, verbs, say, done);
  const change = (name: string, about: Text, run: RetentionVerbs["retentionFlag"]): void => {
    remote(verb(retention, name, about, say), say)
      .addArgument(new Argument("<flag>", say(RETENTION.argumentFlag)).choices(FLAGS))
      .argument("<item...>")
      .requiredOption("--why <text>", say(RETENTION.optionWhy))
      .action((flag: Flag, items: string[], o: Remote & { why: string }) =>
        done(run(items, { ...o, flag })),
      );
  };
  change("flag", RETENTION.flag, (items, asked) => verbs.retentionFlag(items, asked));
  change("unflag", RETENTION.unflag, (items, asked) => verbs.retentionUnflag(items, asked));
}
