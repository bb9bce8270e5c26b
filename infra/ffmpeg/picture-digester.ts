/** PictureDigester on ffmpeg in a box: no digest is told of a picture that a decoder met a fault on its way to. */
import { damagedThere, noPicture } from "../../services/derived/cited/cited-picture.ts";
import type {
  DigestedPicture,
  PictureDigester,
} from "../../services/derived/cited/picture-digester.ts";
import type { ExcerptSource } from "../../services/derived/excerpter.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { captured } from "./captured-run.ts";
import {
  type PictureAt,
  findPicture,
  hashIn,
  seeksTo,
  strictHashArguments,
} from "./found-picture.ts";
import type { Sandbox } from "./sandbox.ts";

export class FfmpegPictureDigester implements PictureDigester {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  async digest(
    job: MediaJob,
    source: ExcerptSource,
    ptsMs: number,
    signal: AbortSignal,
  ): Promise<DigestedPicture> {
    const at = await this.#find(job, source, ptsMs, signal);
    const frameSha256 = await this.#hash(job, source, at, signal);
    const { found, line } = at;
    const { keyUs: _, ...picture } = found;
    return {
      ...{ ...picture, frameSha256, stream: line.stream, rotation: line.rotation },
      ...{ timeBase: line.timeBase ?? "1/1000000", zeroUs: line.zeroUs },
      pixelFormat: line.info.video?.pixelFormat ?? "unknown",
      version: this.#sandbox.version,
    };
  }

  async #find(...[job, source, ptsMs, signal]: Parameters<FfmpegPictureDigester["digest"]>) {
    try {
      return await findPicture(this.#sandbox, job, source, ptsMs, signal);
    } catch (error) {
      throw isRefusal(error, "derived/nothing-in-range") ? noPicture() : error;
    }
  }

  async #hash(
    { folder }: MediaJob,
    { family }: ExcerptSource,
    { found, limits }: PictureAt,
    signal: AbortSignal,
  ): Promise<Sha256> {
    const [soon = 0, ...later] = seeksTo(found);
    // Damage that lies before the key frame is none of the picture's: where an index is, a jump lands on the key.
    for (const seekUs of new Set([soon, found.keyUs, ...later])) {
      const args = strictHashArguments({ family, pts: found.pts, seekUs });
      try {
        const text = await captured(this.#sandbox, folder, "ffmpeg", args, limits, signal);
        const digest = hashIn(text);
        if (digest !== null) return digest;
      } catch (error) {
        if (!isRefusal(error, "media/unreadable")) throw error;
      }
    }
    throw damagedThere();
  }
}
