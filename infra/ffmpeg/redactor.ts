/** Redactor on ffmpeg in a box: lists the frames, plans, codes, and lets nothing out before it is proved. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { requireHidden } from "../../services/derived/redaction/masks.ts";
import { planPicture } from "../../services/derived/redaction/picture-plan.ts";
import type {
  RedactedFile,
  Redacting,
  Redactor,
} from "../../services/derived/redaction/redactor.ts";
import { planSound } from "../../services/derived/redaction/sound-plan.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { stopIfTold } from "../../services/media/local-copy.ts";
import {
  MAX_DURATION_MS,
  type MediaInfo,
  checkMediaInfo,
  isPicture,
} from "../../services/media/media-info.ts";
import type { Masks } from "../../services/evidence/redaction-taken.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { type RunLimits, fit, limitsOf } from "../../services/media/viewing-plan.ts";
import { parseFfprobe } from "./ffprobe-output.ts";
import { runFfprobe } from "./ffprobe-run.ts";
import { heardRun } from "./heard-run.ts";
import { proveHidden } from "./hidden-proof.ts";
import { PartsTold } from "./parts-told.ts";
import { ProgressLines } from "./progress-lines.ts";
import { inLines, rawRun } from "./raw-run.ts";
import { argumentsOf } from "./recipes.ts";
import {
  MOVES,
  REDACTED,
  type PicturePlan,
  type RedactionPlan,
  frameTimesArguments,
  movesOf,
  redactionRecipe,
} from "./redaction-recipe.ts";
import { redactPhotograph } from "./redact-photograph.ts";
import type { Sandbox } from "./sandbox.ts";

/** Of the whole work: the list of the frames, the coder, the proof. */
const SHARES = { listed: 0.15, coded: 0.5, proved: 0.35 };
/** One thread codes more slowly than two, and pictures stay as large as they are. */
const PATIENCE = 4;
/** Twice what the coder is allowed (12 Mbit/s is 1500 bytes a millisecond). */
const MOST_BYTES_PER_MS = 3_000;

export class FfmpegRedactor implements Redactor {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  async redact(
    job: MediaJob,
    { family, ...asked }: Redacting,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<RedactedFile> {
    const json = await runFfprobe(this.#sandbox, job.folder, "in/src", family, signal);
    const wanted = { ...asked, info: checkMediaInfo(parseFfprobe(json, family)) };
    if (isPicture(wanted.info)) return redactPhotograph(this.#sandbox, job, wanted, signal);
    const limits = limitsFor(wanted);
    const told = new PartsTold(onProgress, SHARES);
    const plan = await planRedaction(this.#sandbox, job, wanted, limits, signal, (part) =>
      told.part("listed", part),
    );
    await codeRedaction(
      this.#sandbox,
      job,
      plan,
      { limits, durationMs: wanted.info.durationMs },
      (part) => told.part("coded", part),
      signal,
    );
    const proof = await proveHidden(
      { sandbox: this.#sandbox, folder: job.folder, limits, signal },
      plan,
      (part) => told.part("proved", part),
    );
    onProgress(1);
    const { version } = this.#sandbox;
    const args = argumentsOf(redactionRecipe(plan));
    return {
      path: join(job.folder, REDACTED),
      madeBy: { tool: "ffmpeg", version, arguments: args, method: "encode" },
      proof,
    };
  }
}

/** What is known of the recording once it was looked at. */
export interface Looked {
  readonly info: MediaInfo;
  readonly sizeBytes: number;
  readonly masks: Masks;
}

export function limitsFor({ info, sizeBytes }: Pick<Looked, "info" | "sizeBytes">): RunLimits {
  const limits = limitsOf(info, sizeBytes);
  const lengthMs = Math.min(info.durationMs ?? 0, MAX_DURATION_MS);
  return {
    wallMs: Math.min(24 * 3_600_000, PATIENCE * limits.wallMs),
    stallMs: PATIENCE * limits.stallMs,
    memoryBytes: 2 * 2 ** 30,
    outputBytes: limits.outputBytes + MOST_BYTES_PER_MS * lengthMs,
  };
}

/** @throws Refusal as Redactor.redact. */
export async function planRedaction(
  sandbox: Pick<Sandbox, "launcher">,
  { folder }: MediaJob,
  { info, masks }: Looked,
  limits: RunLimits,
  signal: AbortSignal,
  onProgress: (part: number) => void = () => undefined,
): Promise<RedactionPlan> {
  const { family, video, audio, durationMs } = info;
  requireHidden(masks, { picture: video !== null, sound: audio !== null });
  let picture: PicturePlan | null = null;
  if (video !== null) {
    const size = fit(video, 3840, 2160);
    const args = frameTimesArguments(family, video.interlaced, audio !== null);
    const allUs = 1_000 * (durationMs ?? Infinity);
    const timesUs = await frameTimes({ sandbox, folder, args, limits, signal }, (atUs) =>
      onProgress(atUs / allUs),
    );
    const shown = { ...size, timesUs };
    picture = {
      ...shown,
      deinterlace: video.interlaced,
      masks: planPicture(masks.pictures, shown),
    };
  }
  const sound =
    audio === null ? null : planSound(masks.sound, { channels: audio.channels, durationMs });
  return {
    family,
    picture,
    sound,
    coded: { video: video?.codec ?? "", audio: audio?.codec ?? "" },
  };
}

/** Lines of framecrc: "0, dts, pts, duration, size, 0x…", in microseconds. */
async function frameTimes(
  run: Parameters<typeof rawRun>[0],
  onTime: (us: number) => void,
): Promise<readonly number[]> {
  const times: number[] = [];
  await rawRun(
    run,
    inLines((line) => {
      if (line.startsWith("#") || line.trim() === "") return;
      const pts = Number(line.split(",")[2]);
      if (!Number.isSafeInteger(pts)) throw unreadable();
      times.push(pts);
      onTime(pts);
    }),
  );
  if (times.length === 0) throw unreadable();
  return times;
}

export async function codeRedaction(
  sandbox: Pick<Sandbox, "launcher">,
  { folder }: MediaJob,
  plan: RedactionPlan,
  { limits, durationMs }: { readonly limits: RunLimits; readonly durationMs: number | null },
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<void> {
  stopIfTold(signal);
  const moves = plan.picture === null ? null : movesOf(plan.picture);
  if (moves !== null) await writeFile(join(folder, "in", MOVES), moves, { mode: 0o400 });
  const args = argumentsOf(redactionRecipe(plan));
  await heardRun({ sandbox, folder, tool: "ffmpeg", args, limits, signal }, (moved) => {
    const progress = new ProgressLines(durationMs, onProgress, moved);
    return { onLine: (line) => progress.line(line) };
  });
}

const unreadable = (): Refusal =>
  new Refusal("invalid", "media/unreadable", "the pictures of the recording have no times");
