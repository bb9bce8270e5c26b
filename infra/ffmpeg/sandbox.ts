/** The box that hostile media is decoded in: which launcher is used, whether it works, what its endings mean. */
import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { z } from "zod";
import { Refusal, type RefusalOptions } from "../../services/kernel/refusal.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import type { MediaConfig } from "./config.ts";

export interface Sandbox {
  /** A program that takes ffmpeg's arguments, or `--box …` before them. */
  readonly launcher: string;
  /** First line of ffmpeg's version text. */
  readonly version: string;
  readonly boxed: boolean;
}

export type Tool = "ffmpeg" | "ffprobe";

const launcherFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Tries the box once, at start. Where it does not work nothing is decoded, unless that was asked for.
 * @throws Refusal unavailable "media/no-sandbox", "media/tool-failed".
 */
export async function openSandbox(
  config: Pick<z.infer<typeof MediaConfig>, "HOLDFAST_MEDIA_SANDBOX">,
): Promise<Sandbox> {
  const boxed = config.HOLDFAST_MEDIA_SANDBOX === "required";
  const launcher = launcherFile(boxed ? "boxed.sh" : "unboxed.sh");
  const folder = await mkdtemp(join(tmpdir(), "holdfast-box-"));
  try {
    await mkdir(join(folder, "in"));
    await mkdir(join(folder, "out"));
    const limits = boxArguments(folder, "ffmpeg", PROBE_LIMITS);
    const { stdout } = await promisify(execFile)(launcher, [...limits, "-version"], {
      timeout: PROBE_LIMITS.wallMs,
    });
    return { launcher, boxed, version: stdout.split("\n", 1)[0] ?? "" };
  } catch (cause) {
    if (!boxed) throw toolFailed("ffmpeg does not start", { cause });
    throw new Refusal("unavailable", "media/no-sandbox", "hostile media cannot be boxed in here", {
      fix: "Install bubblewrap and ffmpeg and allow user namespaces, or set HOLDFAST_MEDIA_SANDBOX=off to decode without a box.",
      cause,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What looking at a file may take; a frame of MAX_PIXELS is decoded while looking. */
export const PROBE_LIMITS: RunLimits = {
  wallMs: 60_000,
  stallMs: 60_000,
  memoryBytes: 1.5 * (1 << 30),
  outputBytes: 1 << 20,
};

/** The launcher's own arguments. Its clock is the second one: whoever started it ends it first. */
export function boxArguments(
  folder: string,
  tool: Tool | (string & {}),
  limits: RunLimits,
): readonly string[] {
  const wallS = Math.ceil(limits.wallMs / 1_000) + 5;
  const numbers = [wallS, 2 * wallS, limits.outputBytes, limits.memoryBytes];
  return ["--box", folder, tool, ...numbers.map((number) => String(Math.ceil(number)))];
}

/** How a run ended: its exit code, null if a signal ended it, and its last words, which may quote the file. */
export interface Ending {
  readonly code: number | null;
  readonly lastWords: string;
}

/** SIGXFSZ and SIGXCPU as a shell reports them; coreutils timeout; launcher or tool missing. */
const SIGXFSZ = 153;
const SIGXCPU = 152;
const TIMED_OUT = 124;
const NO_LAUNCH = [64, 125, 126, 127];
/**
 * Killed by a signal, as a shell reports it. Above lie ffmpeg 7's own words for a fault (183 is "invalid data";
 * ffmpeg 5 says 1 for all), and at the top 255, which is how ffmpeg ends when it is told to.
 */
const wasKilled = (code: number): boolean => (code > 128 && code < 160) || code === 255;

/** The launcher's own tools, not what they start. */
const OURS = /^(bwrap|prlimit|setpriv|env): |loading shared libraries/m;

/** How a program ended that is not ffmpeg, whose words mean nothing here. */
export function endedHow({
  code,
  lastWords,
}: Ending): "no-start" | "timed-out" | "too-much" | "ended-badly" {
  if (code === TIMED_OUT || code === SIGXCPU) return "timed-out";
  if (code === SIGXFSZ) return "too-much";
  const isOurs = code !== null && (NO_LAUNCH.includes(code) || OURS.test(lastWords));
  return isOurs ? "no-start" : "ended-badly";
}

/**
 * Tells a fault of the file, which no second try mends, from a fault of this machine, which one may.
 * The last words only decide: no refusal and no log repeats what a hostile file says.
 */
export function refusalOf({ code, lastWords }: Ending): Refusal {
  const facts = { exitCode: code ?? "signal" };
  if (code === TIMED_OUT || code === SIGXCPU) return timedOut();
  if (code === SIGXFSZ) return tooLarge("the copy is larger than it may be", facts);
  if (/No space left on device/.test(lastWords)) return scratchFull(undefined);
  if (code === null || NO_LAUNCH.includes(code) || wasKilled(code) || OURS.test(lastWords)) {
    return toolFailed("ffmpeg did not run to its end", { facts });
  }
  if (/exceeds specified max pixel count|Cannot allocate memory/.test(lastWords)) {
    return tooLarge("decoding takes more than it may", facts);
  }
  if (/not on whitelist/.test(lastWords)) {
    return new Refusal("invalid", "media/not-allowed", "the file wants what is not allowed here", {
      facts,
    });
  }
  return new Refusal("invalid", "media/unreadable", "no decoder here takes the file", { facts });
}

export const timedOut = (): Refusal =>
  new Refusal("unavailable", "media/timed-out", "the work on this file took too long");

const toolFailed = (what: string, options: RefusalOptions): Refusal =>
  new Refusal("unavailable", "media/tool-failed", what, options);

export const scratchFull = (cause: unknown): Refusal =>
  new Refusal("unavailable", "media/scratch-full", "no room for a working copy", {
    fix: "Free space in HOLDFAST_SCRATCH_DIR; the work goes on by itself.",
    cause,
  });

const tooLarge = (what: string, facts: NonNullable<RefusalOptions["facts"]>): Refusal =>
  new Refusal("invalid", "media/too-large", what, { facts });
