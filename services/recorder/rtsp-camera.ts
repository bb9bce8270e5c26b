/** A camera that is asked by RTSP, through a relay that signs in for whatever joins its packets. */
import { type CodedSource, type Container, codedSource } from "./container.ts";
import { type Heard, heardIn } from "./clock-offset.ts";
import type { Camera } from "./ports.ts";

export interface CameraAddress {
  /** rtsp: or rtsps:, without user and password. */
  readonly url: URL;
  readonly credentials: { readonly user: string; readonly password: string } | null;
}

export interface RtspDeps {
  /** @throws Refusal as Camera.open does. */
  readonly describe: (address: CameraAddress) => Promise<string>;
  readonly openRelay: (
    address: CameraAddress,
    onReport: (packet: Buffer) => void,
  ) => Promise<{ readonly url: string; close(): void }>;
  readonly remux: (
    url: string,
    container: Container,
  ) => { readonly chunks: AsyncIterable<Buffer>; kill(): void };
  readonly nowMs: () => number;
}

export const rtspCamera = (deps: RtspDeps, address: CameraAddress): Camera => ({
  open: async (signal) => {
    const source: CodedSource = codedSource(await deps.describe(address));
    signal.throwIfAborted();
    let heard: Heard | null = null;
    const relay = await deps.openRelay(address, (packet) => {
      heard = heardIn(packet, deps.nowMs()) ?? heard;
    });
    const remux = deps.remux(relay.url, source.container);
    return {
      source,
      chunks: closing(remux.chunks, () => relay.close()),
      // Where the camera seems to end, the last fragment is written out.
      stop: () => relay.close(),
      kill: () => {
        remux.kill();
        relay.close();
      },
      clock: () => heard,
    };
  },
});

async function* closing(chunks: AsyncIterable<Buffer>, close: () => void): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } finally {
    close();
  }
}
