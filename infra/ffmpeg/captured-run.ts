/** One run of a tool in the box whose answer is what it prints: the whole text, bounded, or how it ended. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { interrupted } from "../../services/media/local-copy.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import { type Sandbox, type Tool, boxArguments, refusalOf, timedOut } from "./sandbox.ts";

const MAX_OUTPUT_BYTES = 1 << 20;

/** @throws Refusal as MediaTools.probe does. */
export async function captured(
  { launcher }: Pick<Sandbox, "launcher">,
  folder: string,
  tool: Tool,
  args: readonly string[],
  limits: RunLimits,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(
      launcher,
      [...boxArguments(folder, tool, limits), ...args],
      {
        encoding: "utf8",
        maxBuffer: MAX_OUTPUT_BYTES,
        timeout: limits.wallMs,
        killSignal: "SIGKILL",
        signal,
      },
    );
    return stdout;
  } catch (error) {
    if (signal.aborted) throw interrupted(signal.reason);
    const { code, killed, stderr } = error as { code?: unknown; killed?: boolean; stderr?: string };
    if (killed === true && code === null) throw timedOut();
    throw refusalOf({ code: typeof code === "number" ? code : null, lastWords: stderr ?? "" });
  }
}
