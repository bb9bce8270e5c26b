/** The command line of the verb that finds items. */
import { type Command, Option } from "commander";
import { KEEPINGS, VERDICTS } from "../search/narrowing.ts";
import { ItemStage } from "../review/item-stage-schema.ts";
import type { ExitCode } from "./exit-code.ts";
import { SEARCH } from "./texts/search.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface Finding {
  readonly stage?: string;
  readonly device?: string;
  readonly case?: string;
  readonly activity?: string;
  readonly officer?: string;
  readonly place?: string;
  readonly verdict?: string;
  readonly keeping?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
}

export interface SearchVerbs {
  search(words: readonly string[], options: Remote & Finding): Promise<ExitCode>;
}

export function searchVerb(program: Command, verbs: SearchVerbs, say: Say, done: Done): void {
  remote(verb(program, "search [words...]", SEARCH.about, say), say)
    .addOption(new Option("--stage <stage>", say(SEARCH.optionStage)).choices(ItemStage.options))
    .option("--device <id>", say(SEARCH.optionDevice))
    .option("--case <id>", say(SEARCH.optionCase))
    .option("--activity <text>", say(SEARCH.optionActivity))
    .option("--officer <text>", say(SEARCH.optionOfficer))
    .option("--place <text>", say(SEARCH.optionPlace))
    .addOption(new Option("--verdict <verdict>", say(SEARCH.optionVerdict)).choices(VERDICTS))
    .addOption(
      new Option("--keeping <why>", say(SEARCH.optionKeeping)).choices([...KEEPINGS, "held"]),
    )
    .option("--from <time>", say(SEARCH.optionFrom))
    .option("--to <time>", say(SEARCH.optionTo))
    .option("--limit <n>", say(SEARCH.optionLimit), "50")
    .action((words: string[], o: Remote & Finding) => done(verbs.search(words, o)));
}
