/** The command line of the verbs about holds. */
import { type Command, Option } from "commander";
import { HOLD_KINDS } from "../holds/hold.ts";
import type { ExitCode } from "./exit-code.ts";
import type { PlaceArguments, ReleaseArguments, ReviewArguments } from "./holds-verbs.ts";
import { HOLDS } from "./texts/holds.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface HoldVerbs {
  holdsList(options: Remote & { state?: string }): Promise<ExitCode>;
  holdsPlace(options: Remote & PlaceArguments): Promise<ExitCode>;
  holdsReview(hold: string, options: Remote & ReviewArguments): Promise<ExitCode>;
  holdsRelease(hold: string, options: Remote & ReleaseArguments): Promise<ExitCode>;
}

export function holdVerbs(program: Command, verbs: HoldVerbs, say: Say, done: Done): void {
  const holds = program.command("holds").description(say(HOLDS.about));
  remote(verb(holds, "list", HOLDS.list, say), say)
    .addOption(
      new Option("--state <state>", say(HOLDS.optionState)).choices([
        ...["active", "overdue", "released"],
      ]),
    )
    .action((o: Remote & { state?: string }) => done(verbs.holdsList(o)));
  remote(verb(holds, "place", HOLDS.place, say), say)
    .addOption(
      new Option("--kind <kind>", say(HOLDS.optionKind)).choices(HOLD_KINDS).makeOptionMandatory(),
    )
    .requiredOption("--number <text>", say(HOLDS.optionNumber))
    .requiredOption("--document <file>", say(HOLDS.optionDocument))
    .requiredOption("--review-on <date>", say(HOLDS.optionReviewOn))
    .requiredOption("--why <text>", say(HOLDS.optionWhy))
    .option("--item <ids...>", say(HOLDS.optionItem))
    .option("--case <number>", say(HOLDS.optionCase))
    .option("--session <id>", say(HOLDS.optionSession))
    .option("--device <name>", say(HOLDS.optionDevice))
    .option("--activity <code>", say(HOLDS.optionActivity))
    .option("--declared-case <number>", say(HOLDS.optionDeclaredCase))
    .option("--recorded-from <time>", say(HOLDS.optionRecordedFrom))
    .option("--recorded-until <time>", say(HOLDS.optionRecordedUntil))
    .option("--received-from <time>", say(HOLDS.optionReceivedFrom))
    .option("--received-until <time>", say(HOLDS.optionReceivedUntil))
    .action((o: Remote & PlaceArguments) => done(verbs.holdsPlace(o)));
  remote(verb(holds, "review <hold>", HOLDS.review, say), say)
    .requiredOption("--review-on <date>", say(HOLDS.optionReviewOn))
    .requiredOption("--why <text>", say(HOLDS.optionWhy))
    .action((hold: string, o: Remote & ReviewArguments) => done(verbs.holdsReview(hold, o)));
  remote(verb(holds, "release <hold>", HOLDS.release, say), say)
    .requiredOption("--why <text>", say(HOLDS.optionWhy))
    .action((hold: string, o: Remote & ReleaseArguments) => done(verbs.holdsRelease(hold, o)));
}
