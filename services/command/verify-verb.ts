/** `verify` and `receipt verify`: what they are given, handed on to the verifier, which needs no database, no network and none of this. */
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Text } from "../kernel/language.ts";
import type { ExitCode } from "./exit-code.ts";
import { runScript } from "./run-script.ts";
import { HELP } from "./texts/help.ts";

export interface VerifyArguments {
  readonly json?: boolean;
  readonly root?: string;
  readonly ledgerKey?: string;
  readonly witnessPolicy?: string;
  /** Root certificates of authorities for time stamps. */
  readonly tsaRoot?: string;
  /** What the ledger told of the end of keys since. */
  readonly revocations?: string;
  /** The file that a receipt is held against. */
  readonly original?: string;
  /** The text of a code on a dock's wall. */
  readonly qr?: string;
}

/** What else may be pinned for a package. */
export const packagePins = (command: Command, say: (text: Text) => string): Command =>
  command
    .option("--witness-policy <file>", say(HELP.optionWitnessPolicy))
    .option("--tsa-root <file>", say(HELP.optionTsaRoot))
    .option("--revocations <file>", say(HELP.optionRevocations));

export function runVerifier(
  home: string,
  path: string,
  { root, ledgerKey, witnessPolicy, tsaRoot, revocations, original, qr, json }: VerifyArguments,
): Promise<ExitCode> {
  const files = {
    ...{ original, root, revocations },
    ...{ "witness-policy": witnessPolicy, "tsa-root": tsaRoot },
  };
  const args = [
    join(home, "services/verifier/main.ts"),
    resolve(path),
    ...Object.entries(files).flatMap(([name, file]) =>
      file === undefined ? [] : [`--${name}`, resolve(file)],
    ),
    ...(qr === undefined ? [] : ["--qr", qr]),
    ...(ledgerKey === undefined ? [] : ["--ledger-key", ledgerKey]),
    ...(json === true ? ["--json"] : []),
  ];
  return runScript(args);
}
