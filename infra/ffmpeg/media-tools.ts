/** MediaTools on ffmpeg and ffprobe in a box. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { KeptPackets } from "../../services/evidence/derivative.ts";
import type {
  CopyRemaker,
  MediaDecoder,
  MadeFile,
  MediaJob,
  MediaTools,
  OverviewMaker,
  Remade,
  Remaking,
} from "../../services/media/media-tools.ts";
import type { DecodedStream } from "../../services/media/media-check.ts";
import { MAX_DURATION_MS, type MediaInfo } from "../../services/media/media-info.ts";
import { type CopyPlan, type RunLimits, limitsOf } from "../../services/media/viewing-plan.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { Container } from "../../services/source/container.ts";
import { stopIfTold } from "../../services/media/local-copy.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { decodePass } from "./decode-pass.ts";
import { arePeaksArguments } from "./overview-recipes.ts";
import { patient, peaksPass, storyboardPass } from "./overview-pass.ts";
import { arePositionsArguments, positionsPass } from "./positions-pass.ts";
import { type FfmpegEngine, runFfmpeg } from "./ffmpeg-run.ts";
import { filmSamples } from "./film-samples.ts";
import { readMadeFilm } from "./made-film.ts";
import { packetsIn, parseFfprobe } from "./ffprobe-output.ts";
import { runFfprobe } from "./ffprobe-run.ts";
import { ProgressLines } from "./progress-lines.ts";
import { REDACTED } from "./redaction-recipe.ts";
import { limitsFor } from "./redactor.ts";
import { type Recipe, argumentsOf, copiedBy, recipeFrom, recipeOf } from "./recipes.ts";
import { type ReadSamples, SamePackets } from "./same-packets.ts";
import { type Sandbox, boxArguments, refusalOf, timedOut } from "./sandbox.ts";
import { Watch } from "./watch.ts";

export class FfmpegMediaTools implements MediaTools, CopyRemaker, MediaDecoder, OverviewMaker {
  readonly #sandbox: Sandbox;
  readonly #run: FfmpegEngine;
  readonly #isAdopted: boolean;

  /** `isAdopted`: a store on this machine takes over the very files that are made. */
  constructor(sandbox: Sandbox, run: FfmpegEngine = runFfmpeg, isAdopted = false) {
    this.#sandbox = sandbox;
    this.#run = run;
    this.#isAdopted = isAdopted;
  }

  async probe(job: MediaJob, family: Container, signal: AbortSignal): Promise<MediaInfo> {
    const json = await runFfprobe(this.#sandbox, job.folder, "in/src", family, signal);
    return parseFfprobe(json, family);
  }

  async make(
    job: MediaJob,
    plan: CopyPlan,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeFile> {
    const recipe = recipeOf(plan);
    const { limits } = plan;
    const durationMs = plan.form === "stream" ? plan.durationMs : null;
    await using same = this.#samePackets(job, recipe, plan, signal, filmSamples);
    await this.#execute(job, recipe, { limits, durationMs }, onProgress, signal);
    const path = join(job.folder, recipe.outputFile);
    const isFilm = plan.form === "stream";
    const read = isFilm ? await readMadeFilm(path, signal, this.#isAdopted) : null;
    const packets = await same.in(recipe.outputFile, read?.samples);
    if (!holdsMedia(plan, packets)) await this.#mustHoldMedia(job, plan, recipe.outputFile, signal);
    onProgress(1);
    const { version } = this.#sandbox;
    const madeBy = { tool: "ffmpeg", version, arguments: argumentsOf(recipe), method: plan.method };
    return {
      ...{ path, madeBy: packets === null ? madeBy : { ...madeBy, packets } },
      ...(read === null ? {} : { content: read.content }),
    };
  }

  get version(): string {
    return this.#sandbox.version;
  }

  async remake(
    job: MediaJob,
    args: readonly string[],
    input: Remaking,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<Remade> {
    if (arePeaksArguments(args)) {
      const { path } = await peaksPass(this.#sandbox, job.folder, input, args, onProgress, signal);
      return { path, packets: null };
    }
    if (arePositionsArguments(args)) {
      const made = await positionsPass(this.#sandbox, job.folder, input, signal, args);
      if (made === null) throw notOurs("it tells no position any more");
      return { path: made.path, packets: null };
    }
    const { info, sizeBytes } = input;
    const recipe = recipeFrom(args);
    if (recipe === null) throw notOurs("no copy is made with such arguments");
    const { durationMs, family } = info;
    // Boxes are drawn at full size: it may take what it took.
    const isRedacted = recipe.outputFile === REDACTED;
    const limits = isRedacted ? limitsFor({ info, sizeBytes }) : patient(limitsOf(info, sizeBytes));
    await using same = this.#samePackets(job, recipe, { family, limits }, signal);
    await this.#execute(job, recipe, { limits, durationMs }, onProgress, signal);
    const packets = await same.in(recipe.outputFile);
    onProgress(1);
    return { path: join(job.folder, recipe.outputFile), packets };
  }

  decode(
    { folder }: MediaJob,
    input: Remaking,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<readonly DecodedStream[]> {
    return decodePass(this.#sandbox, folder, input, onProgress, signal);
  }

  storyboard({ folder }: MediaJob, input: Remaking, signal: AbortSignal) {
    return storyboardPass(this.#sandbox, folder, input, signal);
  }

  positions({ folder }: MediaJob, input: Remaking, signal: AbortSignal) {
    return positionsPass(this.#sandbox, folder, input, signal);
  }

  peaks(
    { folder }: MediaJob,
    input: Remaking,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ) {
    return peaksPass(this.#sandbox, folder, input, undefined, onProgress, signal);
  }

  async #execute(
    job: MediaJob,
    recipe: Recipe,
    { limits, durationMs }: { readonly limits: RunLimits; readonly durationMs: number | null },
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    stopIfTold(signal);
    // What a plan before this one left: ffmpeg writes over nothing, and would call that a file it cannot read.
    await rm(join(job.folder, recipe.outputFile), { force: true });
    using watch = new Watch(limits);
    const progress = new ProgressLines(durationMs, onProgress, () => watch.moved());
    const ending = await this.#run({
      launcher: this.#sandbox.launcher,
      box: boxArguments(job.folder, "ffmpeg", limits),
      recipe,
      onLine: (line) => progress.line(line),
      signal: AbortSignal.any([signal, watch.signal]),
    });
    if (ending === null) return;
    stopIfTold(signal);
    throw watch.signal.aborted ? timedOut() : refusalOf(ending);
  }

  #samePackets(
    { folder }: MediaJob,
    recipe: Recipe,
    { family, limits }: Pick<CopyPlan, "family" | "limits">,
    signal: AbortSignal,
    readSamples: ReadSamples | null = null,
  ): SamePackets {
    const original = { file: "in/src", family, isList: false };
    const copied = { original, coded: copiedBy(recipe), mostMs: MAX_DURATION_MS, limits };
    return new SamePackets(this.#sandbox, folder, copied, signal, readSamples);
  }

  /** ffmpeg ends well on a file it found nothing in; the copy is then an empty shell. */
  async #mustHoldMedia(
    job: MediaJob,
    plan: CopyPlan,
    outputFile: string,
    signal: AbortSignal,
  ): Promise<void> {
    const family = plan.form === "still" ? "jpeg_pipe" : "mov";
    const json = await runFfprobe(this.#sandbox, job.folder, outputFile, family, signal);
    const { video, audio } = parseFfprobe(json, family);
    const wantsVideo = plan.form === "still" || plan.video !== null;
    const complete = (video !== null || !wantsVideo) && (wantsVideo || audio !== null);
    if (!complete || (plan.form === "stream" && packetsIn(json) === 0)) {
      throw new Refusal("invalid", "media/unreadable", "nothing in the file could be decoded");
    }
  }
}

const notOurs = (why: string): Refusal => new Refusal("invalid", "media/not-ours", why);

/** Whether packets of what the copy is for were found in it. */
function holdsMedia(plan: CopyPlan, packets: KeptPackets | null): boolean {
  if (plan.form === "still") return false;
  const kept = plan.video === null ? packets?.audio : packets?.video;
  return kept !== undefined && kept.sha256 !== sha256("");
}
