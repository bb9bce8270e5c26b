/**
 * One run of ffmpeg, built and started by fluent-ffmpeg, which nothing else here imports.
 *
 * Its traps, and how each is kept shut:
 * a "progress" listener starts a second, unrestricted ffprobe on the file: none is attached;
 * an array of options is split at blanks: options are passed one by one, always two or more;
 * a kill before the process exists is lost: it waits for "start";
 * its own time limit reports an end while the process still runs: ours only kills, and "end" or "error"
 * after the exit decides; the child inherits this environment: the launcher empties it.
 */
import ffmpeg from "fluent-ffmpeg";
import type { Recipe } from "./recipes.ts";
import { INPUT } from "./recipes.ts";
import type { Ending } from "./sandbox.ts";

/** Runs a recipe in the box; `runFfmpeg` and `spawnFfmpeg` do, and whoever calls them sees no difference. */
export type FfmpegEngine = (run: Run) => Promise<Ending | null>;

export interface Run {
  readonly launcher: string;
  /** What the launcher itself takes, before ffmpeg's arguments. */
  readonly box: readonly string[];
  readonly recipe: Recipe;
  /** Each line ffmpeg writes to its standard error. */
  readonly onLine: (line: string) => void;
  /** Ends the process at once; the run still resolves only when it is gone. */
  readonly signal: AbortSignal;
}

const LAST_LINES = 50;

/** Null when ffmpeg ended well; else how it ended. Never rejects. */
export function runFfmpeg({ launcher, box, recipe, onLine, signal }: Run): Promise<Ending | null> {
  // The path is kept by the module for all commands; it is the same for all of them.
  const command = ffmpeg({ stdoutLines: LAST_LINES }).setFfmpegPath(launcher);
  command.input(INPUT).inputOptions(...pair([...box, ...recipe.input]));
  command
    .output(`file:${recipe.outputFile}`)
    .outputOptions(...pair([...(recipe.beside ?? []), ...recipe.output]));
  return new Promise((resolve) => {
    let started = false;
    const kill = (): void => {
      if (started) command.kill("SIGKILL");
    };
    const end = (ending: Ending | null): void => {
      signal.removeEventListener("abort", kill);
      resolve(ending);
    };
    command.on("start", () => {
      started = true;
      if (signal.aborted) kill();
    });
    command.on("stderr", onLine);
    command.on("end", () => end(null));
    // Node types the listener's arguments as any; fluent-ffmpeg passes (error, stdout, stderr).
    command.on("error", (error: unknown, _stdout: unknown, stderr: unknown) => {
      end({ code: exitCode(error), lastWords: String(stderr ?? error) });
    });
    signal.addEventListener("abort", kill);
    command.run();
  });
}

/** Two or more, so that fluent-ffmpeg takes each as it is. */
function pair(options: readonly string[]): [string, string, ...string[]] {
  const [first, second, ...rest] = options;
  if (first === undefined || second === undefined) {
    throw new Error("broken invariant: a recipe has two options or more");
  }
  return [first, second, ...rest];
}

function exitCode(error: unknown): number | null {
  const code = /exited with code (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  return code === undefined ? null : Number(code);
}
