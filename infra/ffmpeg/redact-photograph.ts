/** Hides boxes in a photograph, as a PNG: looks at every covered pixel as it is drawn, and at every pixel of the file that was made. */
import { join } from "node:path";
import { DRAWN, coveredArea, stillThere } from "../../services/derived/redaction/hidden-picture.ts";
import { requireOnlyPicture } from "../../services/derived/redaction/made-picture.ts";
import { masksOfPhotograph } from "../../services/derived/redaction/masks.ts";
import { planPicture } from "../../services/derived/redaction/picture-plan.ts";
import type { RedactedFile } from "../../services/derived/redaction/redactor.ts";
import type { Masks } from "../../services/evidence/redaction-taken.ts";
import { MAX_PIXELS, type MediaInfo } from "../../services/media/media-info.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { type RunLimits, fit } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { fileBytes } from "../process/file-bytes.ts";
import { captured } from "./captured-run.ts";
import { lookAt } from "./hidden-proof.ts";
import { ENCODER_THREADS, INPUT, type Recipe, argumentsOf } from "./recipes.ts";
import {
  type PicturePlan,
  REDACTED,
  drawnArguments,
  inputOf,
  pictureGraph,
} from "./redaction-recipe.ts";
import type { Sandbox } from "./sandbox.ts";

const LIMITS: RunLimits = {
  ...{ wallMs: 300_000, stallMs: 300_000, memoryBytes: 2 * 2 ** 30 },
  // Three bytes a pixel, and what no packing makes smaller.
  outputBytes: 4 * MAX_PIXELS,
};

interface Photograph {
  readonly info: MediaInfo;
  readonly masks: Masks;
}

/** @throws Refusal as Redactor.redact. */
export async function redactPhotograph(
  sandbox: Sandbox,
  job: MediaJob,
  { info, masks }: Photograph,
  signal: AbortSignal,
): Promise<RedactedFile> {
  const { family } = info;
  const picture = planPhotograph({ info, masks });
  const args = argumentsOf(photographRecipe(family, picture));
  const run = (given: readonly string[]): Promise<string> =>
    captured(sandbox, job.folder, "ffmpeg", given, LIMITS, signal);
  await run(args);
  await provePhotograph({ sandbox, job, signal }, family, picture);
  return {
    path: join(job.folder, REDACTED),
    madeBy: { tool: "ffmpeg", version: sandbox.version, arguments: args, method: "encode" },
    proof: { frames: 1, coveredFrames: 1, samples: 0, silentSamples: 0, packets: 0 },
  };
}

/** At full size and upright. @throws Refusal invalid "derived/photograph", "derived/nothing-hidden". */
export function planPhotograph({ info: { video }, masks }: Photograph): PicturePlan {
  if (video === null) throw new Error("broken invariant: a photograph has a picture");
  const shown = { ...fit(video, MAX_PIXELS, MAX_PIXELS), timesUs: [0] };
  const { pictures } = masksOfPhotograph(masks);
  return { ...shown, deinterlace: false, masks: planPicture(pictures, shown) };
}

export const photographRecipe = (family: Container, picture: PicturePlan): Recipe => ({
  input: inputOf(family),
  output: [...pixels(picture), "-c:v", "png", ...BARE, "-f", "image2pipe"],
  outputFile: REDACTED,
});

/** Nothing goes along with a frame: profiles of colours and the words of a camera do. */
const pixels = (picture: PicturePlan): readonly string[] => [
  ...["-map", "0:V:0", "-an", "-frames:v", "1"],
  ...["-vf", `${pictureGraph(picture)},sidedata=mode=delete`],
  ...["-sws_flags", "bicubic+accurate_rnd+full_chroma_int+bitexact", "-pix_fmt", "rgb24"],
];
const BARE = [
  ...["-map_metadata", "-1", "-threads", ENCODER_THREADS],
  ...["-fflags", "+bitexact", "-flags:v", "+bitexact"],
];

interface Proving {
  readonly sandbox: Pick<Sandbox, "launcher">;
  readonly job: MediaJob;
  readonly signal: AbortSignal;
}

/** What was drawn is looked at, and what was made holds just these pixels. @throws Refusal invalid "derived/still-there". */
export async function provePhotograph(
  { sandbox, job: { folder }, signal }: Proving,
  family: Container,
  picture: PicturePlan,
): Promise<void> {
  await using file = await fileBytes(join(folder, REDACTED));
  await requireOnlyPicture(file, picture);
  const area = coveredArea(picture.masks);
  if (area === null) throw stillThere({ frames: 0 });
  const drawn = drawnArguments({ family, sound: null }, area, pictureGraph(picture));
  await lookAt({ sandbox, folder, limits: LIMITS, signal }, drawn, picture, DRAWN);
  const hashOf = async (args: readonly string[]): Promise<string | null> => {
    const text = await captured(sandbox, folder, "ffmpeg", args, LIMITS, signal);
    return /, ([0-9a-f]{64})$/m.exec(text)?.[1] ?? null;
  };
  const hash = ["-c:v", "rawvideo", "-f", "framehash", "-hash", "sha256", "pipe:1"];
  const wanted = await hashOf([...inputOf(family), "-i", INPUT, ...pixels(picture), ...hash]);
  const found = await hashOf([
    ...[...inputOf("png_pipe"), "-i", `file:${REDACTED}`, "-map", "0:V:0"],
    ...["-pix_fmt", "rgb24", ...hash],
  ]);
  if (wanted === null || wanted !== found) throw stillThere({ frame: 0 });
}
