/** MediaTools on ffmpeg and ffprobe in a box. */
import { join } from "node:path";
import type { MadeFile, MediaJob, MediaTools } from "../../services/media/media-tools.ts";
import type { MediaInfo } from "../../services/media/media-info.ts";
import type { CopyPlan, RunLimits } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { interrupted } from "../../services/media/local-copy.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { runFfmpeg } from "./ffmpeg-run.ts";
import { packetsIn, parseFfprobe } from "./ffprobe-output.ts";
import { runFfprobe } from "./ffprobe-run.ts";
import { argumentsOf, recipeOf } from "./recipes.ts";
import { type Sandbox, boxArguments, refusalOf, timedOut } from "./sandbox.ts";

export class FfmpegMediaTools implements MediaTools {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
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
    stopIfTold(signal);
    const recipe = recipeOf(plan);
    using watch = new Watch(plan.limits);
    const progress = new ProgressLines(plan, onProgress, () => watch.moved());
    const ending = await runFfmpeg({
      launcher: this.#sandbox.launcher,
      box: boxArguments(job.folder, "ffmpeg", plan.limits),
      recipe,
      onLine: (line) => progress.line(line),
      signal: AbortSignal.any([signal, watch.signal]),
    });
    if (ending !== null) {
      stopIfTold(signal);
      throw watch.signal.aborted ? timedOut() : refusalOf(ending);
    }
    await this.#mustHoldMedia(job, plan, recipe.outputFile, signal);
    onProgress(1);
    const { version } = this.#sandbox;
    return {
      path: join(job.folder, recipe.outputFile),
      madeBy: { tool: "ffmpeg", version, arguments: argumentsOf(recipe), method: plan.method },
    };
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

function stopIfTold(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted(signal.reason);
}

/** Ends a run that takes too long, or that shows no progress for too long. */
class Watch implements Disposable {
  readonly #controller = new AbortController();
  readonly #wall: NodeJS.Timeout;
  readonly #stall: NodeJS.Timeout;
  readonly signal = this.#controller.signal;

  constructor({ wallMs, stallMs }: RunLimits) {
    const end = (): void => this.#controller.abort();
    this.#wall = setTimeout(end, wallMs);
    this.#stall = setTimeout(end, stallMs);
  }

  moved(): void {
    this.#stall.refresh();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#wall);
    clearTimeout(this.#stall);
  }
}

/** Reads the lines of `-progress`: rising parts of the known length, and whether anything moves at all. */
class ProgressLines {
  readonly #durationUs: number;
  readonly #onProgress: (part: number) => void;
  readonly #onMove: () => void;
  readonly #seen = new Map<string, string>();
  #best = 0;

  constructor(plan: CopyPlan, onProgress: (part: number) => void, onMove: () => void) {
    this.#durationUs = plan.form === "stream" ? 1_000 * (plan.durationMs ?? 0) : 0;
    this.#onProgress = onProgress;
    this.#onMove = onMove;
  }

  line(line: string): void {
    const [, name, value] =
      /^(frame|total_size|out_time_us)=\s*(\d{1,15})$/.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined || this.#seen.get(name) === value) return;
    this.#seen.set(name, value);
    this.#onMove();
    if (name !== "out_time_us" || this.#durationUs === 0) return;
    // The last hundredth is for checking; a container that understates its length stays there.
    const part = Math.min(0.99, Number(value) / this.#durationUs);
    if (part <= this.#best) return;
    this.#best = part;
    this.#onProgress(part);
  }
}
