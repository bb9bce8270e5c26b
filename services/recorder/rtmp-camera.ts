/** An encoder that sends by RTMP to a gateway on this machine, which the recorder asks for it. */
import { Refusal } from "../kernel/refusal.ts";
import type { Camera } from "./ports.ts";
import { type SentStream, type StreamDeps, streamCamera } from "./stream-camera.ts";

/** RTMP carries AAC as MP4 does. `connect`: asks the gateway. */
export const rtmpCamera = (
  { sleep }: Pick<StreamDeps, "sleep">,
  connect: () => SentStream,
): Camera => streamCamera({ connect, sleep }, false, { silent, refused: silent });

const silent = (): Refusal =>
  new Refusal("unavailable", "recorder/no-publisher", "the gateway has no such stream", {
    fix: "Check that the gateway runs, and that the encoder sends to it under this very name.",
  });
