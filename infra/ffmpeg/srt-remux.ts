/** Joins what comes by SRT into a fragmented file: ffmpeg in its box calls or listens, and is told the passphrase on a pipe of its own. */
import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { SrtProblem, SrtStream } from "../../services/recorder/srt-camera.ts";
import { BOX, fragmentedFile, untilEnd } from "./live-remux.ts";
import type { Sandbox } from "./sandbox.ts";

export interface SrtPlace {
  readonly host: string;
  readonly port: number;
  readonly mode: "caller" | "listener";
  readonly passphrase: string;
  readonly streamId: string | null;
  readonly latencyMs: number;
}

/** The launchers use 3. */
const PLACE_FD = 4;
const MOST_SAID = 16_384;

export function connectSrt(
  { launcher }: Pick<Sandbox, "launcher">,
  place: SrtPlace,
  sound: "aac" | "other",
): SrtStream {
  const child = spawn(launcher, [...BOX, ...argumentsFor(sound)], {
    // Standard input is the lease of the box.
    stdio: ["pipe", "pipe", "pipe", "ignore", "pipe"],
  });
  const [, stdout, stderr, , told] = child.stdio as [Writable, Readable, Readable, null, Writable];
  child.once("error", () => stdout.destroy());
  told.on("error", () => undefined); // it ended before it read
  told.end(scriptOf(place));
  let said = "";
  stderr.on(
    "data",
    (chunk: Buffer) => (said = (said + chunk.toString("latin1")).slice(-MOST_SAID)),
  );
  return {
    chunks: untilEnd(stdout),
    kill: () => void child.kill("SIGKILL"),
    problem: () => {
      const problem = problemIn(said);
      said = "";
      return problem;
    },
  };
}

/** What SRT's library (in either role) and ffmpeg say; read for this only, and told nobody: it may quote a sender. */
function problemIn(said: string): SrtProblem | null {
  if (/Incorrect passphrase|BADSECRET|UNSECURE/.test(said)) return "wrong-passphrase";
  return said.includes("not supported by the bitstream filter") ? "other-audio" : null;
}

/**
 * A passphrase among arguments could be read by every user of the machine; as an option in a script for ffmpeg's concat it
 * stands nowhere but in this pipe and in two processes' memory.
 */
function scriptOf({ host, port, mode, passphrase, streamId, latencyMs }: SrtPlace): string {
  const options = {
    ...{ mode, passphrase, latency: latencyMs * 1_000, connect_timeout: 3_000 },
    ...(streamId === null ? {} : { streamid: streamId }),
    analyzeduration: 1_000_000,
  };
  const lines = Object.entries(options).map(([name, value]) => `option ${name} ${quoted(value)}`);
  return ["ffconcat version 1.0", `file 'srt://${host}:${port}'`, ...lines, ""].join("\n");
}

const quoted = (value: string | number): string => `'${String(value).replaceAll("'", "'\\''")}'`;

const argumentsFor = (sound: "aac" | "other"): readonly string[] => [
  ...["-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "pipe,srt"],
  ...["-f", "concat", "-safe", "0", "-i", `pipe:${PLACE_FD}`],
  ...["-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy"],
  ...(sound === "aac" ? ["-bsf:a", "aac_adtstoasc"] : []),
  ...fragmentedFile("mp4"),
];
