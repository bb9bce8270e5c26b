/** A camera that is asked by RTSP, through a relay that signs in for whatever joins its packets. */
import { type CodedSource, type Container, codedSource } from "./container.ts";
import { CameraClock } from "./clock-offset.ts";
import type { Camera, LiveBody } from "./ports.ts";

export interface CameraAddress {
  /** rtsp: or rtsps:, without user and password. */
  readonly url: URL;
  readonly credentials: { readonly user: string; readonly password: string } | null;
}

export interface RtspRelay {
  readonly url: string;
  isAlive(): boolean;
  canResume(): boolean;
  times(): ReturnType<LiveBody["times"]>;
  kept(beforeMs: number): void;
  close(): void;
}

export interface RtspDeps {
  /** @throws Refusal as Camera.open does. */
  readonly describe: (address: CameraAddress) => Promise<string>;
  readonly openRelay: (
    address: CameraAddress,
    sdp: string,
    onReport: (packet: Buffer) => void,
  ) => Promise<RtspRelay>;
  readonly remux: (
    url: string,
    container: Container,
  ) => { readonly chunks: AsyncIterable<Buffer>; kill(): void };
  readonly nowMs: () => number;
}

/** A camera that is asked, and that goes on sending though whoever joined its packets is gone. */
interface Line {
  readonly relay: RtspRelay;
  readonly source: CodedSource;
  readonly clock: CameraClock;
  /** How many in turn joined its packets and gave nothing. */
  vain: number;
}

/** What ended twice before it gave anything would end over the same packets again. */
const MOST_VAIN = 2;

export function rtspCamera(deps: RtspDeps, address: CameraAddress): Camera {
  let left: Line | null = null;
  return {
    open: async (signal) => {
      const before = left;
      left = null;
      const isThere = before?.relay.canResume() === true;
      if (!isThere) before?.relay.close();
      const line = isThere ? before : await asked(deps, address, signal);
      return listen(deps, line, (one) => (left = one));
    },
  };
}

async function asked(deps: RtspDeps, address: CameraAddress, signal: AbortSignal): Promise<Line> {
  const sdp = await deps.describe(address);
  const source = codedSource(sdp);
  signal.throwIfAborted();
  const line: Pick<Line, "clock" | "vain"> = { clock: new CameraClock(), vain: 0 };
  const relay = await deps.openRelay(address, sdp, (packet) => {
    line.clock.hear(packet, deps.nowMs());
  });
  return Object.assign(line, { relay, source });
}

function listen(deps: RtspDeps, line: Line, leave: (line: Line) => void): LiveBody {
  const { relay, source } = line;
  const remux = deps.remux(relay.url, source.container);
  line.vain += 1;
  return {
    ...{ source, chunks: remux.chunks, times: () => relay.times() },
    clock: () => line.clock.at(deps.nowMs()),
    kept: (beforeMs) => {
      line.vain = 0;
      relay.kept(beforeMs);
    },
    isCameraThere: () => relay.isAlive(),
    // Where the camera seems to end, the last fragment is written out.
    stop: () => relay.close(),
    kill: (isLeft) => {
      remux.kill();
      if (isLeft && line.vain < MOST_VAIN) leave(line);
      else relay.close();
    },
  };
}
