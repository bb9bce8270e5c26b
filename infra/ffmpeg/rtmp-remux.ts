/** What a gateway on this machine has of an encoder that sends by RTMP. */
import type { SentStream } from "../../services/recorder/stream-camera.ts";
import type { Sandbox } from "./sandbox.ts";
import { remuxSent } from "./sent-remux.ts";

/** The recorder's own watch is earlier. */
const SILENCE_US = 5_000_000;

/** `url`: rtmp: on loopback. The name of a stream lets whoever knows it send one: it is told as a passphrase is. */
export function askGateway(sandbox: Pick<Sandbox, "launcher">, url: string): SentStream {
  return remuxSent(sandbox, {
    url,
    options: { rtmp_live: "live", rw_timeout: SILENCE_US, analyzeduration: 1_000_000 },
    protocols: "rtmp,tcp",
    filters: [],
    problemIn: () => null,
  });
}
