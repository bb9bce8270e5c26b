/** A camera or encoder that sends by SRT, called or awaited. */
import { Refusal } from "../kernel/refusal.ts";
import type { Camera } from "./ports.ts";
import { type StreamDeps, streamCamera } from "./stream-camera.ts";

export const srtCamera = (deps: StreamDeps, isListener: boolean): Camera =>
  streamCamera(deps, isListener, { silent, refused });

const refused = (): Refusal =>
  new Refusal("forbidden", "recorder/refused", "the two sides have different passphrases", {
    fix: "Set the same passphrase in the sender and in the file of this camera.",
  });
const silent = (): Refusal =>
  new Refusal("unavailable", "recorder/no-sender", "nothing comes by SRT", {
    fix: "Check that the sender runs, its address, port and mode, that it encrypts, and that it sends MPEG-TS.",
  });
