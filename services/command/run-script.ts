/** Runs another process of this house in the foreground, and answers how it ended. */
import { spawn } from "node:child_process";
import { EXIT, type ExitCode } from "./exit-code.ts";

export interface ScriptOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Once it resolves the process is asked to end. */
  readonly interrupted?: Promise<void>;
}

/** `args`: the script and its arguments. An end that no exit code of ours says is one that somebody must look at. */
export async function runScript(
  args: readonly string[],
  { env, interrupted }: ScriptOptions = {},
): Promise<ExitCode> {
  const child = spawn(process.execPath, args, {
    stdio: "inherit",
    ...(env === undefined ? {} : { env }),
  });
  void interrupted?.then(() => child.kill("SIGTERM"));
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  return Object.values(EXIT).find((each) => each === code) ?? EXIT.attention;
}
