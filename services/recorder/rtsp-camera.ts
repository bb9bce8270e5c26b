/** A camera that is asked by RTSP, on a line that outlives what joins its packets. */
import type { Container } from "./container.ts";
import type { Camera, Lines } from "./ports.ts";

export interface RtspDeps {
  readonly lines: Lines;
  readonly remux: (
    url: string,
    container: Container,
  ) => { readonly chunks: AsyncIterable<Buffer>; kill(): void };
}

export const rtspCamera = ({ lines, remux }: RtspDeps, name: string): Camera => ({
  open: async (signal) => {
    const line = await lines.open(name, signal);
    const joined = remux(line.url, line.source.container);
    return {
      ...{ source: line.source, chunks: joined.chunks, state: () => line.state() },
      kept: (beforeMs) => line.kept(beforeMs),
      // Where the camera seems to end, the last fragment is written out.
      stop: () => line.close(),
      kill: (isLeft) => {
        joined.kill();
        if (isLeft) line.leave();
        else line.close();
      },
    };
  },
});
