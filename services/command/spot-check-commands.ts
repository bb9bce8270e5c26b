/** The command line of the verbs about spot checks. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { Beginning } from "./spot-check-verbs.ts";
import type { Answering, Closing, Looking } from "./spot-sheet-verbs.ts";
import { SPOTS } from "./texts/spot-check.ts";
import { SHEETS } from "./texts/spot-sheet.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface SpotVerbs {
  spotSheets(options: Remote): Promise<ExitCode>;
  spotList(options: Remote): Promise<ExitCode>;
  spotShow(id: string, options: Remote): Promise<ExitCode>;
  spotBegin(options: Remote & Beginning): Promise<ExitCode>;
  spotExport(id: string, options: Remote & { out: string }): Promise<ExitCode>;
  spotSheet(id: string, unit: string, options: Remote & Looking): Promise<ExitCode>;
  spotClose(id: string, unit: string, options: Remote & Closing): Promise<ExitCode>;
  spotAnswer(id: string, unit: string, options: Remote & Answering): Promise<ExitCode>;
}

export function spotVerbs(program: Command, verbs: SpotVerbs, say: Say, done: Done): void {
  const spot = program.command("spotcheck").description(say(SPOTS.about));
  remote(verb(spot, "sheets", SPOTS.sheets, say), say).action((o: Remote) =>
    done(verbs.spotSheets(o)),
  );
  remote(verb(spot, "list", SPOTS.list, say), say).action((o: Remote) => done(verbs.spotList(o)));
  remote(verb(spot, "show <id>", SPOTS.show, say), say).action((id: string, o: Remote) =>
    done(verbs.spotShow(id, o)),
  );
  remote(verb(spot, "begin", SPOTS.begin, say), say)
    .requiredOption("--subject <kind>", say(SPOTS.optionSubject))
    .requiredOption("--sheet <code>", say(SPOTS.optionSheet))
    .requiredOption("--period <period>", say(SPOTS.optionPeriod))
    .option("--count <number>", say(SPOTS.optionCount))
    .option("--percent <number>", say(SPOTS.optionPercent))
    .option("--unit <name>", say(SPOTS.optionUnit))
    .option("--officer <id>", say(SPOTS.optionOfficer))
    .option("--activity <code>", say(SPOTS.optionActivity))
    .action((o: Remote & Beginning) => done(verbs.spotBegin(o)));
  remote(verb(spot, "export <id>", SPOTS.export, say), say)
    .requiredOption("--out <folder>", say(SPOTS.optionOut))
    .action((id: string, o: Remote & { out: string }) => done(verbs.spotExport(id, o)));
  sheetVerbs(spot, verbs, say, done);
}

function sheetVerbs(spot: Command, verbs: SpotVerbs, say: Say, done: Done): void {
  remote(verb(spot, "sheet <id> <unit>", SHEETS.sheet, say), say)
    .option("--mine", say(SHEETS.optionMine))
    .action((id: string, unit: string, o: Remote & Looking) => done(verbs.spotSheet(id, unit, o)));
  remote(verb(spot, "close <id> <unit>", SHEETS.close, say), say)
    .requiredOption("--marks <file>", say(SHEETS.optionMarks))
    .option("--remark <text>", say(SHEETS.optionRemark))
    .option("--known <version>", say(SHEETS.optionKnown))
    .option("--why <text>", say(SHEETS.optionWhy))
    .action((id: string, unit: string, o: Remote & Closing) => done(verbs.spotClose(id, unit, o)));
  remote(verb(spot, "answer <id> <unit>", SHEETS.answer, say), say)
    .requiredOption("--sheet <sha256>", say(SHEETS.optionSheet))
    .requiredOption("--text <text>", say(SHEETS.optionText))
    .action((id: string, unit: string, o: Remote & Answering) =>
      done(verbs.spotAnswer(id, unit, o)),
    );
}
