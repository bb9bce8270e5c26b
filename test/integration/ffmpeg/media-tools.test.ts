/** ffmpeg in its box keeps the contract of media-tools.contract.ts, whichever of the two starts it, and so does ffmpeg without a box. */
import { runFfmpeg } from "../../../infra/ffmpeg/ffmpeg-run.ts";
import { spawnFfmpeg } from "../../../infra/ffmpeg/ffmpeg-spawn.ts";
import { mediaToolsContract } from "../../contract/media-tools.contract.ts";
import { overviewMakerContract } from "../../contract/overview-maker.contract.ts";
import { clipBytes } from "../../fixtures/make-media.ts";
import { realMedia } from "./real-media.ts";

for (const [name, mode, engine] of [
  ["fluent-ffmpeg, box required", "required", runFfmpeg],
  ["fluent-ffmpeg, box off", "off", runFfmpeg],
  ["spawn, box required", "required", spawnFfmpeg],
] as const) {
  const make = async () => {
    const media = await realMedia(mode, engine);
    return {
      ...media,
      film: await clipBytes("h264-aac"),
      placed: await clipBytes("placed"),
      longFilm: await clipBytes("long-720p"),
      broken: await clipBytes("truncated-moov"),
    };
  };
  mediaToolsContract(name, make);
  overviewMakerContract(name, make);
}
