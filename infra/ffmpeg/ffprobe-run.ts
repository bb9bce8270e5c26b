/** One run of ffprobe in the box: its whole JSON text, bounded, or how it ended. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Container } from "../../services/source/container.ts";
import { interrupted } from "../../services/media/local-copy.ts";
import { probeArguments } from "./recipes.ts";
import { PROBE_LIMITS, type Sandbox, boxArguments, refusalOf, timedOut } from "./sandbox.ts";

const MAX_OUTPUT_BYTES = 1 << 20;

/** @throws Refusal as MediaTools.probe does. */
export async function runFfprobe(
  { launcher }: Sandbox,
  folder: string,
  file: string,
  family: Container,
  signal: AbortSignal,
): Promise<string> {
  const box = boxArguments(folder, "ffprobe", PROBE_LIMITS);
  try {
    const { stdout } = await promisify(execFile)(
      launcher,
      [...box, ...probeArguments(family, file)],
      {
        encoding: "utf8",
        maxBuffer: MAX_OUTPUT_BYTES,
        timeout: PROBE_LIMITS.wallMs,
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
