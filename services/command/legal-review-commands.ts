/** The command line of the verbs about legal review. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { REVIEWS } from "./texts/legal-review.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface ReviewVerbs {
  reviewWaiting(options: Remote): Promise<ExitCode>;
  reviewShow(file: string, options: Remote): Promise<ExitCode>;
  reviewSubmit(file: string, options: Remote & { statement: string }): Promise<ExitCode>;
  reviewText(file: string, round: string, options: Remote & { out: string }): Promise<ExitCode>;
  reviewSign(
    file: string,
    round: string,
    options: Remote & { signature: string },
  ): Promise<ExitCode>;
  reviewExport(file: string, round: string, options: Remote & { out: string }): Promise<ExitCode>;
}

export function reviewVerbs(program: Command, verbs: ReviewVerbs, say: Say, done: Done): void {
  const review = program.command("review").description(say(REVIEWS.about));
  remote(verb(review, "waiting", REVIEWS.waiting, say), say).action((o: Remote) =>
    done(verbs.reviewWaiting(o)),
  );
  remote(verb(review, "show <case>", REVIEWS.show, say), say).action((file: string, o: Remote) =>
    done(verbs.reviewShow(file, o)),
  );
  remote(verb(review, "submit <case>", REVIEWS.submit, say), say)
    .requiredOption("--statement <text>", say(REVIEWS.optionStatement))
    .action((file: string, o: Remote & { statement: string }) => done(verbs.reviewSubmit(file, o)));
  remote(verb(review, "text <case> <round>", REVIEWS.text, say), say)
    .requiredOption("--out <file>", say(REVIEWS.optionFile))
    .action((file: string, round: string, o: Remote & { out: string }) =>
      done(verbs.reviewText(file, round, o)),
    );
  remote(verb(review, "sign <case> <round>", REVIEWS.sign, say), say)
    .requiredOption("--signature <file>", say(REVIEWS.optionSignature))
    .action((file: string, round: string, o: Remote & { signature: string }) =>
      done(verbs.reviewSign(file, round, o)),
    );
  remote(verb(review, "export <case> <round>", REVIEWS.export, say), say)
    .requiredOption("--out <folder>", say(REVIEWS.optionOut))
    .action((file: string, round: string, o: Remote & { out: string }) =>
      done(verbs.reviewExport(file, round, o)),
    );
}
