/** StillTaker on ffmpeg in a box: the picture's time stamp is looked up first, then that one picture is hashed as it is decoded, and kept. */
import { join } from "node:path";
import type { ExcerptSource } from "../../services/derived/excerpter.ts";
import { endMsOf, nothingInRange, picturesMissing } from "../../services/derived/excerpt-range.ts";
import {
  type FoundPicture,
  PictureSearch,
  requireMoment,
} from "../../services/derived/still-picture.ts";
import type { MadeStill, StillTaker } from "../../services/derived/still-taker.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { limitsOf } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { captured } from "./captured-run.ts";
import { SIGNS_OF_LIFE } from "./excerpt-recipes.ts";
import { runFfprobe } from "./ffprobe-run.ts";
import { heardPackets } from "./packet-lines.ts";
import {
  DECODER_THREADS,
  ENCODER_THREADS,
  type Recipe,
  argumentsOf,
  restrictions,
} from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";
import { type TimeLine, timeLineOf } from "./time-line.ts";

const STILL = "out/still";
/** As of an exact excerpt: where a file has no index, a jump lands a little off. */
const SEEK_EARLY_US = 5_000_000;

interface Wanted {
  readonly family: Container;
  readonly pts: number;
  /** Decoding begins there; 0: with the first packet. */
  readonly seekUs: number;
}

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
    const { family, sizeBytes } = source;
    const line = await timeLineOf(this.#sandbox, job, family, signal);
    const limits = limitsOf(line.info, sizeBytes);
    const run = (args: readonly string[]) =>
      captured(this.#sandbox, job.folder, "ffmpeg", args, limits, signal);
    const found = await this.#find(job, family, line, ptsMs, signal, limits);
    const { keyUs, ...picture } = found;
    const early = Math.max(0, keyUs - SEEK_EARLY_US);
    for (const seekUs of early > 0 ? [early, 0] : [0]) {
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

  async #find(
    { folder }: MediaJob,
    family: Container,
    { info, zeroUs }: TimeLine,
    ptsMs: number,
    signal: AbortSignal,
    limits: ReturnType<typeof limitsOf>,
  ): Promise<FoundPicture> {
    if (info.video === null) throw nothingInRange();
    const search = new PictureSearch(1_000 * ptsMs);
    const listed = { folder, file: "in/src", family, stream: "video", limits, signal } as const;
    await heardPackets(this.#sandbox, listed, (packet) =>
      search.packet({ ...packet, atUs: packet.atUs === null ? null : packet.atUs - zeroUs }),
    );
    // A sound may go on behind the last picture, which then stands.
    requireMoment(ptsMs, Math.max(info.durationMs ?? 0, endMsOf([search]) ?? 0));
    const found = search.end();
    if (found === null) throw nothingInRange();
    return found;
  }

  /** ffmpeg ends well where no picture came out. */
  async #mustBePicture({ folder }: MediaJob, signal: AbortSignal): Promise<void> {
    await runFfprobe(this.#sandbox, folder, STILL, "png_pipe", signal);
  }
}

/** Time stamps stay the container's own, and the picture is found by its. */
const inputOf = ({ family, seekUs }: Wanted, ...more: readonly string[]): readonly string[] => [
  ...["-hide_banner", "-nostdin", "-v", "error", ...SIGNS_OF_LIFE, "-filter_threads", "1"],
  ...["-copyts", ...more],
  ...(seekUs > 0 ? ["-noaccurate_seek", "-ss", (seekUs / 1_000_000).toFixed(6)] : []),
  ...["-threads", DECODER_THREADS, ...restrictions(family, MAX_STREAMS)],
];

const PICTURE = ["-map", "0:V:0", "-frames:v", "1", "-fps_mode", "passthrough"];
const onlyAt = (pts: number): string => `select=eq(pts\\,${pts})`;

/** SHA-256 over the picture as it is decoded, as a reader repeats it with ffmpeg alone. */
const hashArguments = (wanted: Wanted): readonly string[] => [
  ...[...inputOf(wanted, "-noautorotate"), "-i", "file:in/src", ...PICTURE],
  ...["-vf", onlyAt(wanted.pts), "-f", "framehash", "-hash", "sha256", "pipe:1"],
];

/** Upright, at full size; red, green and blue with as many bits as the picture has. */
const stillRecipe = (wanted: Wanted, deep: boolean): Recipe => ({
  input: inputOf(wanted),
  output: [
    ...[...PICTURE, "-vf", onlyAt(wanted.pts), "-c:v", "png"],
    ...["-sws_flags", "bicubic+accurate_rnd+full_chroma_int+bitexact"],
    ...["-pix_fmt", deep ? "rgb48be" : "rgb24", "-map_metadata", "-1"],
    ...["-threads", ENCODER_THREADS, "-fflags", "+bitexact", "-flags:v", "+bitexact"],
    ...["-f", "image2pipe"],
  ],
  outputFile: STILL,
});

const isDeep = (format: string | null | undefined): boolean => /1[0-6](le|be)$/.test(format ?? "");

/** "0,  12, 12, 1, 28800, 5f…": one line of framehash. */
const hashIn = (text: string): Sha256 | null =>
  (/, ([0-9a-f]{64})$/m.exec(text)?.[1] ?? null) as Sha256 | null;
