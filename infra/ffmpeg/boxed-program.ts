/** RunBoxed on the box of hostile media: another program than ffmpeg, held in by the same launcher. */
import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type BoxedRun,
  type FaultKind,
  type RunBoxed,
  ValidatorFault,
} from "../../services/source/validator.ts";
import { type Sandbox, boxArguments, endedHow } from "./sandbox.ts";

/** Of a file that a program writes beside its answer; it has no need to. */
const MAX_FILE_BYTES = 1 << 20;

export const boxedProgram =
  ({ launcher }: Pick<Sandbox, "launcher">): RunBoxed =>
  async (run, signal) => {
    await placeInputs(run);
    const { wallMs, memoryBytes, answerBytes } = run.limits;
    const [program, ...rest] = run.program;
    const limits = { wallMs, stallMs: wallMs, memoryBytes, outputBytes: MAX_FILE_BYTES };
    const box = ["--see", run.sees.join(":"), ...boxArguments(run.folder, program, limits)];
    try {
      const { stdout } = await promisify(execFile)(launcher, [...box, ...rest], {
        ...{ encoding: "buffer", maxBuffer: answerBytes, timeout: wallMs },
        ...{ killSignal: "SIGKILL", signal },
      });
      return stdout;
    } catch (error) {
      signal.throwIfAborted();
      throw new ValidatorFault(faultOf(error as Failure));
    }
  };

interface Failure {
  readonly code?: unknown;
  readonly killed?: boolean;
  readonly stderr?: Buffer;
}

function faultOf({ code, killed, stderr }: Failure): FaultKind {
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "too-much";
  if (killed === true) return "timed-out";
  const lastWords = stderr?.toString("latin1") ?? "";
  return endedHow({ code: typeof code === "number" ? code : null, lastWords });
}

async function placeInputs({ folder, inputs }: BoxedRun): Promise<void> {
  for (const [name, text] of Object.entries(inputs)) {
    const path = join(folder, "in", name);
    await rm(path, { force: true }); // of the run before
    await writeFile(path, text, { flag: "wx", mode: 0o400 });
  }
}
