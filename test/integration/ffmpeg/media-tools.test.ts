/** ffmpeg in its box keeps the contract of media-tools.contract.ts, and so does ffmpeg without one. */
import { mediaToolsContract } from "../../contract/media-tools.contract.ts";
import { clipBytes } from "../../fixtures/make-media.ts";
import { realMedia } from "./real-media.ts";

for (const mode of ["required", "off"] as const) {
  mediaToolsContract(`ffmpeg, box ${mode}`, async () => {
    const media = await realMedia(mode);
    return {
      ...media,
      film: await clipBytes("h264-aac"),
      longFilm: await clipBytes("long-720p"),
      broken: await clipBytes("truncated-moov"),
    };
  });
}
