/** The command line of the verbs about secrecy. */
import { Argument, type Command } from "commander";
import { LABEL_KINDS } from "../secrecy/label.ts";
import type { ExitCode } from "./exit-code.ts";
import { type ReleaseVerbs, releaseVerbs } from "./release-commands.ts";
import type { LabelArguments, LabelReviewArguments } from "./secrecy-verbs.ts";
import { SECRECY } from "./texts/secrecy.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface SecrecyVerbs extends ReleaseVerbs {
  label(
    thing: string,
    kind: string | undefined,
    options: Remote & LabelArguments,
  ): Promise<ExitCode>;
  secrecyReviews(options: Remote): Promise<ExitCode>;
  secrecyReview(
    thing: string,
    label: string,
    options: Remote & LabelReviewArguments,
  ): Promise<ExitCode>;
}

export function secrecyVerbs(program: Command, verbs: SecrecyVerbs, say: Say, done: Done): void {
  remote(verb(program, "label <thing>", SECRECY.label, say), say)
    .addArgument(new Argument("[kind]").choices(LABEL_KINDS))
    .option("--basis <text>", say(SECRECY.optionBasis))
    .option("--until <day>", say(SECRECY.optionUntil))
    .action((thing: string, kind: string | undefined, o: Remote & LabelArguments) =>
      done(verbs.label(thing, kind, o)),
    );
  const secrecy = program.command("secrecy").description(say(SECRECY.about));
  remote(verb(secrecy, "reviews", SECRECY.reviews, say), say).action((o: Remote) =>
    done(verbs.secrecyReviews(o)),
  );
  remote(verb(secrecy, "review <thing> <label>", SECRECY.review, say), say)
    .requiredOption("--why <text>", say(SECRECY.optionFound))
    .option("--next <day>", say(SECRECY.optionNext))
    .action((thing: string, id: string, o: Remote & LabelReviewArguments) =>
      done(verbs.secrecyReview(thing, id, o)),
    );
  releaseVerbs(secrecy, verbs, say, done);
}
