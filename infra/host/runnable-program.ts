/** Whether the validator that the operator named can be started here, as far as a look tells: a file that is there and may be run. */
import { access, constants, stat } from "node:fs/promises";
import { Refusal } from "../../services/kernel/refusal.ts";

/** `path`: absolute. @throws Refusal invalid "source/validator-not-usable". */
export async function requireValidator(path: string): Promise<void> {
  const why = await faultOf(path);
  if (why === null) return;
  throw new Refusal(
    "invalid",
    "source/validator-not-usable",
    `the program that HOLDFAST_SOURCE_VALIDATOR names ${WORDS[why]}`,
    {
      fix: "Put the program there, executable for the user of the media process (chmod +x), name another, or take the setting away; then start again.",
      facts: { why },
    },
  );
}

const WORDS = {
  missing: "is not there, or lies where this process may not look",
  "no-file": "is no file",
  "not-executable": "may not be run by this process",
} as const;

async function faultOf(path: string): Promise<keyof typeof WORDS | null> {
  try {
    if (!(await stat(path)).isFile()) return "no-file";
  } catch {
    return "missing";
  }
  return access(path, constants.X_OK).then(
    () => null,
    () => "not-executable" as const,
  );
}
