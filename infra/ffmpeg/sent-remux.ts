/** Joins what a sender sends into a fragmented file: ffmpeg in its box is told the address, and what is secret of it, on a pipe of its own. */
import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { SentStream, StreamProblem } from "../../services/recorder/stream-camera.ts";
import { gathered } from "./gathered-output.ts";
import { BOX, fragmentedFile } from "./live-remux.ts";
import type { Sandbox } from "./sandbox.ts";

export interface SentFrom {
  readonly url: string;
  /** Of its protocol and demuxer. */
  readonly options: Readonly<Record<string, string | number>>;
  /** What ffmpeg may use beside the pipe. */
  readonly protocols: string;
  /** Before the file is written. */
  readonly filters: readonly string[];
  /** Reads what ffmpeg said; it is told nobody, for it may quote a sender. */
  readonly problemIn: (said: string) => StreamProblem | null;
}

/** The launchers use 3. */
const PLACE_FD = 4;
const MOST_SAID = 16_384;

export function remuxSent({ launcher }: Pick<Sandbox, "launcher">, from: SentFrom): SentStream {
  const child = spawn(launcher, [...BOX, ...argumentsFor(from)], {
    // Standard input is the lease of the box.
    stdio: ["pipe", "pipe", "pipe", "ignore", "pipe"],
  });
  const [, stdout, stderr, , told] = child.stdio as [Writable, Readable, Readable, null, Writable];
  child.once("error", () => stdout.destroy());
  told.on("error", () => undefined); // it ended before it read
  told.end(scriptOf(from));
  let said = "";
  stderr.on(
    "data",
    (chunk: Buffer) => (said = (said + chunk.toString("latin1")).slice(-MOST_SAID)),
  );
  return {
    chunks: gathered(child, stdout),
    kill: () => void child.kill("SIGKILL"),
    problem: () => {
      const problem = from.problemIn(said);
      said = "";
      return problem;
    },
  };
}

/**
 * What is secret of an address could be read by every user of the machine among arguments; in a script for ffmpeg's concat it
 * stands nowhere but in this pipe and in two processes' memory.
 */
function scriptOf({ url, options }: SentFrom): string {
  const lines = Object.entries(options).map(([name, value]) => `option ${name} ${quoted(value)}`);
  return ["ffconcat version 1.0", `file ${quoted(url)}`, ...lines, ""].join("\n");
}

const quoted = (value: string | number): string => `'${String(value).replaceAll("'", "'\\''")}'`;

const argumentsFor = ({ protocols, filters }: SentFrom): readonly string[] => [
  ...["-nostdin", "-hide_banner", "-loglevel", "error"],
  ...["-protocol_whitelist", `pipe,${protocols}`],
  ...["-f", "concat", "-safe", "0", "-i", `pipe:${PLACE_FD}`],
  ...["-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy", ...filters],
  ...fragmentedFile("mp4"),
];
