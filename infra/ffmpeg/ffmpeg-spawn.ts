/** One run of ffmpeg, started by Node itself: the same as ffmpeg-run.ts without fluent-ffmpeg, which nobody maintains any more. */
import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import type { z } from "zod";
import type { MediaConfig } from "./config.ts";
import { type FfmpegEngine, type Run, runFfmpeg } from "./ffmpeg-run.ts";
import { argumentsOf } from "./recipes.ts";
import type { Ending } from "./sandbox.ts";

const LAST_LINES = 50;
/** A longer line is cut: ffmpeg's own are short, and a file may make it quote what it likes. */
const LINE_CHARACTERS = 4_096;

export const spawnFfmpeg: FfmpegEngine = ({ launcher, box, recipe, onLine, signal }) =>
  spawnHeard({ launcher, args: [...box, ...argumentsOf(recipe)], onLine, signal });

export interface HeardRun extends Pick<Run, "launcher" | "onLine" | "signal"> {
  readonly args: readonly string[];
  /** Each line that the tool prints; left out: nobody reads them. */
  readonly onPrinted?: (line: string) => void;
  /** All that it prints as bytes, in its place. Called one after the other: what comes meanwhile waits in the pipe. */
  readonly onBytes?: (chunk: Buffer) => void;
}

/** Null when the tool ended well; else how it ended. Never rejects. */
export const spawnHeard = ({ launcher, args, onLine, onPrinted, onBytes, signal }: HeardRun) =>
  new Promise<Ending | null>((resolve) => {
    const last: string[] = [];
    const hear = (line: string): void => {
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
      onLine(line);
    };
    // Standard input is the lease of the box: it closes with this process.
    const child = spawn(launcher, args, { stdio: ["pipe", "pipe", "pipe"] });
    const lines = lineReader(hear);
    const printed = lineReader(onPrinted ?? (() => undefined));
    const kill = (): void => void child.kill("SIGKILL");
    signal.addEventListener("abort", kill);
    if (signal.aborted) kill();
    child.stdin.on("error", () => undefined); // the launcher ended first
    child.stdout.on("data", onBytes ?? ((chunk: Buffer) => printed.hear(chunk)));
    child.stderr.on("data", (chunk: Buffer) => lines.hear(chunk));
    child.once("error", (error) => hear(error.message));
    // "close" comes last: when the process is gone and nobody holds its pipes any more.
    child.once("close", (code) => {
      signal.removeEventListener("abort", kill);
      printed.end();
      lines.end();
      resolve(code === 0 ? null : { code: exitCode(code), lastWords: last.join("\n") });
    });
  });

/** Node says a negative number where the program was not found. */
const exitCode = (code: number | null): number | null => (code === null || code < 0 ? null : code);

/** Whole lines of what is written in pieces. */
function lineReader(hear: (line: string) => void): {
  hear(chunk: Buffer): void;
  end(): void;
} {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (text: string): void => {
    const lines = (rest + text).split(/[\r\n]+/);
    rest = (lines.pop() ?? "").slice(0, LINE_CHARACTERS);
    for (const line of lines) if (line !== "") hear(line.slice(0, LINE_CHARACTERS));
  };
  return { hear: (chunk) => take(decoder.write(chunk)), end: () => take(`${decoder.end()}\n`) };
}

export const engineOf = (
  config: Pick<z.infer<typeof MediaConfig>, "HOLDFAST_MEDIA_ENGINE">,
): FfmpegEngine => (config.HOLDFAST_MEDIA_ENGINE === "spawn" ? spawnFfmpeg : runFfmpeg);
