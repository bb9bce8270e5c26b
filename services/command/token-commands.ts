/** The command line of the verbs about API tokens. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { TOKEN } from "./texts/token.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface TokenVerbs {
  /** `all`: those that were ended, too. */
  tokenList(options: Remote & { readonly all?: true }): Promise<ExitCode>;
  tokenEnd(id: string, options: Remote & { readonly why: string }): Promise<ExitCode>;
}

export function tokenVerbs(program: Command, verbs: TokenVerbs, say: Say, done: Done): void {
  const token = program.command("token").description(say(TOKEN.about));
  remote(verb(token, "list", TOKEN.list, say), say)
    .option("--all", say(TOKEN.optionAll))
    .action((o: Remote & { all?: true }) => done(verbs.tokenList(o)));
  remote(verb(token, "end <id>", TOKEN.end, say), say)
    .requiredOption("--why <text>", say(TOKEN.optionWhy))
    .action((id: string, o: Remote & { why: string }) => done(verbs.tokenEnd(id, o)));
}
