/** Why a start failed, in the words of the process that would not start: its log's last fatal line, or what its settings lack. */
import { z } from "zod";
import { isRefusal } from "../kernel/refusal.ts";

export interface StartFailure {
  readonly message: string;
  /** Of the refusal, if it was one. */
  readonly code?: string;
  readonly fix?: string;
}

/** pino's "error". */
const ERROR = 50;
const Line = z.object({
  level: z.number().min(ERROR),
  msg: z.string().default(""),
  code: z.string().optional(),
  fix: z.string().optional(),
  problem: z.string().optional(),
});
const SETTING = /^ {2}HOLDFAST_\w+(_FILE)?[: ].+$/gm;
const MAX_SETTINGS = 10;

/** Of `name`, which wrote `log` since it was started. */
export function toldBy(name: string, log: string): StartFailure {
  const message = `${name} does not become ready`;
  // Each try to start tells them again.
  const settings = [...new Set(Array.from(log.matchAll(SETTING), ([line]) => line.trim()))];
  if (settings.length > 0)
    return { message: `${message}: ${settings.slice(0, MAX_SETTINGS).join("; ")}` };
  const last = log
    .split("\n")
    .map(parsed)
    .filter((line) => line !== null)
    .at(-1);
  if (last === undefined) return { message };
  const { msg, code, fix, problem } = last;
  return {
    message: `${message}: ${problem === undefined ? msg : `${msg} (${problem})`}`,
    ...(code === undefined ? {} : { code }),
    ...(fix === undefined ? {} : { fix }),
  };
}

function parsed(line: string): z.infer<typeof Line> | null {
  if (!line.startsWith("{")) return null;
  try {
    return Line.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // cut off in the middle of a write
  }
}

/** Carries what a process told through the start. */
export class NotReady extends Error {
  override readonly name = "NotReady";
  readonly failure: StartFailure;

  constructor(failure: StartFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

export function failureOf(error: unknown): StartFailure {
  if (error instanceof NotReady) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  if (!isRefusal(error)) return { message };
  return { message, code: error.code, ...(error.fix === undefined ? {} : { fix: error.fix }) };
}
