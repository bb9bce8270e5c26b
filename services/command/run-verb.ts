/** How a verb of its own process ends: its usage where it was called wrongly, else its work, told to a person or to a program. */
import type { Language } from "../kernel/language.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, explainFailure, terminal } from "./terminal.ts";

interface Spoken {
  readonly json: boolean;
  readonly language: Language;
}

/** `given`: null where the arguments are none. Never rejects. */
export async function runVerb<Given extends Spoken>(
  given: Given | null,
  usage: string,
  work: (term: Terminal, given: Given) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (given === null) {
    process.stderr.write(`${usage}\n`);
    return EXIT.usage;
  }
  const { json, language } = given;
  const streams = { out: process.stdout, err: process.stderr };
  const term = terminal(streams, { language, json, interactive: process.stderr.isTTY });
  return work(term, given).catch((error: unknown) => explainFailure(term, error));
}
