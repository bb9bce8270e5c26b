/** Labeller on ffmpeg in a box: the pictures are counted, the texts written beside the recording, all coded anew, and the pictures counted again. */
import { join } from "node:path";
import { requirePicture } from "../../services/derived/label/ask-labelled.ts";
import { planLabel } from "../../services/derived/label/label-plan.ts";
import type {
  LabelFont,
  LabelledFile,
  Labeller,
  Labelling,
} from "../../services/derived/label/labeller.ts";
import { picturesMissing, requireRange } from "../../services/derived/excerpt-range.ts";
import type { CopyRemaker, MediaJob } from "../../services/media/media-tools.ts";
import { limitsOf } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { keepBeside, labelBeside } from "./label-beside.ts";
import { LABELLED, labelRecipe } from "./label-recipe.ts";
import { heardPackets } from "./packet-lines.ts";
import { argumentsOf } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";
import { type TimeLine, timeLineOf } from "./time-line.ts";

export class FfmpegLabeller implements Labeller {
  readonly #sandbox: Sandbox;
  readonly #remaker: CopyRemaker;
  readonly #font: () => Promise<LabelFont>;

  constructor(sandbox: Sandbox, remaker: CopyRemaker, font: () => Promise<LabelFont>) {
    this.#font = font;
    this.#sandbox = sandbox;
    this.#remaker = remaker;
  }

  async label(
    job: MediaJob,
    { family, sizeBytes, label, cues }: Labelling,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<LabelledFile> {
    const line = await timeLineOf(this.#sandbox, job, family, signal);
    const { info, zeroUs } = line;
    const video = requirePicture(info);
    const all = { fromMs: 0, toMs: info.durationMs ?? 1, how: "exact" } as const;
    requireRange(all, null);
    const picture = shownSize(line);
    const lines = planLabel(label, picture);
    await keepBeside(job.folder, labelBeside({ ...label, ...picture }, cues, await this.#font()));
    const limits = limitsOf(info, sizeBytes);
    const count = async (file: string, of: Container): Promise<number> => {
      let pictures = 0;
      const listed = {
        folder: job.folder,
        file,
        family: of,
        stream: "video",
        limits,
        signal,
      } as const;
      await heardPackets(this.#sandbox, listed, () => void (pictures += 1));
      return pictures;
    };
    const frames = await count("in/src", family);
    const coded = {
      video: video.codec,
      ...(info.audio === null ? {} : { audio: info.audio.codec }),
    };
    const args = argumentsOf(labelRecipe(family, { coded, lines, subtitles: label.subtitles }));
    await this.#remaker.remake(job, args, { info, sizeBytes }, onProgress, signal);
    if ((await count(LABELLED, "mov")) !== frames) throw picturesMissing();
    return {
      path: join(job.folder, LABELLED),
      madeBy: { tool: "ffmpeg", version: this.#sandbox.version, arguments: args, method: "encode" },
      taken: { ...label, ...picture, zeroUs, frames },
    };
  }
}

/** As the filters see it: turned upright, and even. */
function shownSize({ info, rotation }: TimeLine) {
  const { widthPx, heightPx } = requirePicture(info);
  const [across, down] = rotation % 180 === 0 ? [widthPx, heightPx] : [heightPx, widthPx];
  return { widthPx: across - (across % 2), heightPx: down - (down % 2) };
}
