/** The verb about the ledger that asks a running system; the others are processes of their own (handed-on.ts). */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { HELP } from "./texts/help.ts";
import { type Common, type Done, type Say, verb } from "./verb-parts.ts";

export interface Asked extends Common {
  readonly url?: string;
}

export interface LedgerVerbs {
  ledgerRevocations(options: Asked): Promise<ExitCode>;
}

/** Comes after `handedOnVerbs`, under whose "ledger" it stands. */
export function ledgerVerbs(program: Command, verbs: LedgerVerbs, say: Say, done: Done): void {
  const ledger = program.commands.find((each) => each.name() === "ledger") ?? program;
  verb(ledger, "revocations", HELP.ledgerRevocations, say)
    .option("--url <url>", say(HELP.optionUrl))
    .action((o: Asked) => done(verbs.ledgerRevocations(o)));
}
