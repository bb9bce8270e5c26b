/** What comes by SRT: called, or awaited. */
import type { SentStream, StreamProblem } from "../../services/recorder/stream-camera.ts";
import type { Sandbox } from "./sandbox.ts";
import { remuxSent } from "./sent-remux.ts";

export interface SrtPlace {
  readonly host: string;
  readonly port: number;
  readonly mode: "caller" | "listener";
  readonly passphrase: string;
  readonly streamId: string | null;
  readonly latencyMs: number;
}

export function connectSrt(
  sandbox: Pick<Sandbox, "launcher">,
  { host, port, mode, passphrase, streamId, latencyMs }: SrtPlace,
  sound: "aac" | "other",
): SentStream {
  return remuxSent(sandbox, {
    url: `srt://${host}:${port}`,
    options: {
      ...{ mode, passphrase, latency: latencyMs * 1_000, connect_timeout: 3_000 },
      ...(streamId === null ? {} : { streamid: streamId }),
      analyzeduration: 1_000_000,
    },
    protocols: "srt",
    filters: sound === "aac" ? ["-bsf:a", "aac_adtstoasc"] : [],
    problemIn,
  });
}

/** What SRT's library (in either role) and ffmpeg say. */
function problemIn(said: string): StreamProblem | null {
  if (/Incorrect passphrase|BADSECRET|UNSECURE/.test(said)) return "wrong-passphrase";
  return said.includes("not supported by the bitstream filter") ? "other-audio" : null;
}
