/** The command line of what stays longer, ends soon, or is to be looked at. */
import { type Command, Option } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { ExtendArguments } from "./extension-verbs.ts";
import { EXTENSIONS } from "./texts/extensions.ts";
import { RETENTION } from "./texts/retention.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

type Within = Remote & { readonly within?: string };
type Ending = Within & { readonly extended?: boolean };
type Look = Remote & { readonly why: string; readonly next?: string };

export interface ExtensionVerbs {
  retentionExtend(thing: string, options: Remote & ExtendArguments): Promise<ExitCode>;
  retentionExtensions(item: string, options: Remote): Promise<ExitCode>;
  retentionEnding(options: Ending): Promise<ExitCode>;
  retentionReviews(options: Within): Promise<ExitCode>;
  retentionReview(items: readonly string[], options: Look): Promise<ExitCode>;
}

/** Below `retention`. */
export function extensionVerbs(
  retention: Command,
  verbs: ExtensionVerbs,
  say: Say,
  done: Done,
): void {
  const by = new Option("--by <who>", say(EXTENSIONS.optionBy));
  remote(verb(retention, "extend <thing>", EXTENSIONS.extend, say), say)
    .option("--case", say(RETENTION.optionCase))
    .option("--session", say(EXTENSIONS.optionSession))
    .addOption(by.choices(["subject", "agency"]).makeOptionMandatory())
    .requiredOption("--term <term>", say(EXTENSIONS.optionTerm))
    .requiredOption("--why <text>", say(EXTENSIONS.optionWhy))
    .option("--document <number>", say(EXTENSIONS.optionDocument))
    .option("--file <file>", say(EXTENSIONS.optionFile))
    .action((thing: string, o: Remote & ExtendArguments) => done(verbs.retentionExtend(thing, o)));
  remote(verb(retention, "extensions <item>", EXTENSIONS.extensions, say), say).action(
    (item: string, o: Remote) => done(verbs.retentionExtensions(item, o)),
  );
  remote(verb(retention, "ending", EXTENSIONS.endingAbout, say), say)
    .option("--within <days>", say(EXTENSIONS.optionWithin))
    .option("--extended", say(EXTENSIONS.optionExtended))
    .action((o: Ending) => done(verbs.retentionEnding(o)));
  remote(verb(retention, "reviews", EXTENSIONS.reviews, say), say)
    .option("--within <days>", say(EXTENSIONS.optionWithin))
    .action((o: Within) => done(verbs.retentionReviews(o)));
  remote(verb(retention, "review <item...>", EXTENSIONS.review, say), say)
    .requiredOption("--why <text>", say(EXTENSIONS.optionWhy))
    .option("--next <date>", say(EXTENSIONS.optionNext))
    .action((items: string[], o: Look) => done(verbs.retentionReview(items, o)));
}
