/** The command line of the verbs about disposal. */
import { type Command, Option } from "commander";
import { STATE_LEVELS } from "../secrecy/mark.ts";
import type { ExitCode } from "./exit-code.ts";
import type {
  AppraiseArguments,
  DisposalListArguments,
  ProlongArguments,
  ProposeArguments,
  WhyArguments,
} from "./disposal-verbs.ts";
import { DISPOSAL } from "./texts/disposal.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface DisposalVerbs {
  disposalList(options: Remote & DisposalListArguments): Promise<ExitCode>;
  disposalShow(batch: string, options: Remote): Promise<ExitCode>;
  disposalPropose(options: Remote & ProposeArguments): Promise<ExitCode>;
  disposalAppraise(batch: string, options: Remote & AppraiseArguments): Promise<ExitCode>;
  disposalApprove(batch: string, options: Remote & { sha256: string }): Promise<ExitCode>;
  disposalProlong(batch: string, options: Remote & ProlongArguments): Promise<ExitCode>;
  disposalStop(batch: string, options: Remote & WhyArguments): Promise<ExitCode>;
}

export function disposalVerbs(program: Command, verbs: DisposalVerbs, say: Say, done: Done): void {
  const disposal = program.command("disposal").description(say(DISPOSAL.about));
  const add = (usage: string, about: Parameters<Say>[0]): Command =>
    remote(verb(disposal, usage, about, say), say);
  add("list", DISPOSAL.list)
    .option("--due", say(DISPOSAL.optionDue))
    .option("--transfer", say(DISPOSAL.optionTransfer))
    .option("--over", say(DISPOSAL.optionOver))
    .action((o: Remote & DisposalListArguments) => done(verbs.disposalList(o)));
  add("show <batch>", DISPOSAL.show).action((batch: string, o: Remote) =>
    done(verbs.disposalShow(batch, o)),
  );
  add("propose", DISPOSAL.propose)
    .option("--item <ids...>", say(DISPOSAL.optionItem))
    .option("--all-due", say(DISPOSAL.optionAllDue))
    .option("--archive <name>", say(DISPOSAL.optionArchive))
    .option("--person <name>", say(DISPOSAL.optionPerson))
    .option("--fonds <number>", say(DISPOSAL.optionFonds))
    .option("--basis <number>", say(DISPOSAL.optionBasis))
    .option("--document <file>", say(DISPOSAL.optionDocument))
    .addOption(
      new Option("--highest <level>", say(DISPOSAL.optionHighest)).choices([
        ...["none", ...STATE_LEVELS],
      ]),
    )
    .requiredOption("--why <text>", say(DISPOSAL.optionWhy))
    .action((o: Remote & ProposeArguments) => done(verbs.disposalPropose(o)));
  add("appraise <batch>", DISPOSAL.appraise)
    .option("--keep <ids...>", say(DISPOSAL.optionKeep))
    .requiredOption("--why <text>", say(DISPOSAL.optionWhy))
    .action((batch: string, o: Remote & AppraiseArguments) =>
      done(verbs.disposalAppraise(batch, o)),
    );
  add("approve <batch>", DISPOSAL.approve)
    .requiredOption("--sha256 <hex>", say(DISPOSAL.optionSha256))
    .action((batch: string, o: Remote & { sha256: string }) =>
      done(verbs.disposalApprove(batch, o)),
    );
  add("prolong <batch>", DISPOSAL.prolong)
    .requiredOption("--until <day>", say(DISPOSAL.optionUntil))
    .requiredOption("--why <text>", say(DISPOSAL.optionWhy))
    .action((batch: string, o: Remote & ProlongArguments) => done(verbs.disposalProlong(batch, o)));
  add("stop <batch>", DISPOSAL.stop)
    .requiredOption("--why <text>", say(DISPOSAL.optionWhy))
    .action((batch: string, o: Remote & WhyArguments) => done(verbs.disposalStop(batch, o)));
}
