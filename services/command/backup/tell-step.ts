/** Shows a step of a trial as it is known. */
import type { Terminal } from "../terminal.ts";
import { TRIAL } from "../texts/backup.ts";
import type { TrialFound } from "./try.ts";

export function tellStep(term: Terminal, { step, state, what }: TrialFound): void {
  const mark = TRIAL[state][term.language];
  term.print(`${mark}  ${TRIAL.steps[step][term.language]}`);
  for (const each of what) term.print(`      ${each}`);
}
