/** StillTaker on ffmpeg in a box: the picture's time stamp is looked up first, then that one picture is hashed as it is decoded, and kept. */
import { join } from "node:path";
import type { ExcerptSource } from "../../services/derived/excerpter.ts";
import { picturesMissing } from "../../services/derived/excerpt-range.ts";
import type { MadeStill, StillTaker } from "../../services/derived/still-taker.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { captured } from "./captured-run.ts";
import { runFfprobe } from "./ffprobe-run.ts";
import {
  ONE_PICTURE,
  type WantedPicture,
  findPicture,
  hashArguments,
  hashIn,
  onlyAt,
  pictureInput,
  seeksTo,
} from "./found-picture.ts";
import { ENCODER_THREADS, type Recipe, argumentsOf } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";

const STILL = "out/still";

export class FfmpegStillTaker implements StillTaker {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  async still(
    job: MediaJob,
    source: ExcerptSource,
    ptsMs: number,
    signal: AbortSignal,
  ): Promise<MadeStill> {
    const { family } = source;
    const { line, limits, found } = await findPicture(this.#sandbox, job, source, ptsMs, signal);
    const run = (args: readonly string[]) =>
      captured(this.#sandbox, job.folder, "ffmpeg", args, limits, signal);
    const { keyUs: _, ...picture } = found;
    for (const seekUs of seeksTo(found)) {
      const wanted = { family, pts: picture.pts, seekUs };
      const frameSha256 = hashIn(await run(hashArguments(wanted)));
      if (frameSha256 === null) continue;
      const { pixelFormat } = line.info.video ?? {};
      const args = argumentsOf(stillRecipe(wanted, isDeep(pixelFormat)));
      await run(args);
      await this.#mustBePicture(job, signal);
      const { version } = this.#sandbox;
      return {
        path: join(job.folder, STILL),
        madeBy: { tool: "ffmpeg", version, arguments: args, method: "still" },
        taken: {
          ...{ askedMs: ptsMs, ...picture, frameSha256, pixelFormat: pixelFormat ?? "unknown" },
          ...{ timeBase: line.timeBase ?? "1/1000000", zeroUs: line.zeroUs },
          rotation: line.rotation,
        },
      };
    }
    throw picturesMissing();
  }

  /** ffmpeg ends well where no picture came out. */
  async #mustBePicture({ folder }: MediaJob, signal: AbortSignal): Promise<void> {
    await runFfprobe(this.#sandbox, folder, STILL, "png_pipe", signal);
  }
}

/** Upright, at full size; red, green and blue with as many bits as the picture has. */
const stillRecipe = (wanted: WantedPicture, deep: boolean): Recipe => ({
  input: pictureInput(wanted),
  output: [
    ...[...ONE_PICTURE, "-vf", onlyAt(wanted.pts), "-c:v", "png"],
    ...["-sws_flags", "bicubic+accurate_rnd+full_chroma_int+bitexact"],
    ...["-pix_fmt", deep ? "rgb48be" : "rgb24", "-map_metadata", "-1"],
    ...["-threads", ENCODER_THREADS, "-fflags", "+bitexact", "-flags:v", "+bitexact"],
    ...["-f", "image2pipe"],
  ],
  outputFile: STILL,
});

const isDeep = (format: string | null | undefined): boolean => /1[0-6](le|be)$/.test(format ?? "");
