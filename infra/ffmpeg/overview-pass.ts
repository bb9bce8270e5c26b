/** Makes storyboards and wave forms in the box, at the lowest priority: pictures into one file, sound through a pipe. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal, isRefusal } from "../../services/kernel/refusal.ts";
import type { MadeFile, Remaking } from "../../services/media/media-tools.ts";
import { MAX_DURATION_MS } from "../../services/media/media-info.ts";
import { type PeaksNumbers, type StoryboardNumbers } from "../../services/media/overview.ts";
import { Peaks } from "../../services/media/peaks.ts";
import {
  KeyTimes,
  type KeyPictures,
  type StoryboardPlan,
  storyboardPlans,
} from "../../services/media/storyboard-plan.ts";
import { type RunLimits, limitsOf } from "../../services/media/viewing-plan.ts";
import type { HeardRun } from "./ffmpeg-spawn.ts";
import { heardRun } from "./heard-run.ts";
import { keyPictureArguments, peaksArguments, storyboardRecipe } from "./overview-recipes.ts";
import { argumentsOf } from "./recipes.ts";
import type { Sandbox, Tool } from "./sandbox.ts";

/** Beside encodes of others little of a processor is left for it. */
const PATIENCE = 4;

/** A day may pass between two pictures of a storyboard: nothing but the whole time ends it. */
export function patient({ wallMs, ...limits }: RunLimits): RunLimits {
  const longMs = PATIENCE * wallMs;
  return { ...limits, wallMs: longMs, stallMs: longMs };
}

const nothing = (): Refusal =>
  new Refusal("invalid", "media/unreadable", "nothing in the file could be decoded");

/** @throws Refusal as OverviewMaker.storyboard. */
export async function storyboardPass(
  sandbox: Pick<Sandbox, "launcher" | "version">,
  folder: string,
  input: Remaking,
  signal: AbortSignal,
): Promise<MadeFile & { readonly numbers: StoryboardNumbers }> {
  const { info } = input;
  if (info.video === null) throw nothing();
  const keys = await keyPictures(sandbox, folder, input, signal);
  for (const plan of storyboardPlans(info.video, keys)) {
    try {
      return await takePictures(sandbox, folder, input, plan, keys, signal);
    } catch (error) {
      if (!isRefusal(error, "media/unreadable")) throw error;
    }
  }
  throw nothing();
}

async function takePictures(
  sandbox: Pick<Sandbox, "launcher" | "version">,
  folder: string,
  input: Remaking,
  plan: StoryboardPlan,
  { lengthMs }: KeyPictures,
  signal: AbortSignal,
): Promise<MadeFile & { readonly numbers: StoryboardNumbers }> {
  const recipe = storyboardRecipe(plan, input.info.family);
  const args = argumentsOf(recipe);
  const atMs: number[] = [];
  const onPrinted = (line: string): void => {
    const at = millis(/^frame:\d+\s+pts:\S+\s+pts_time:(-?[\d.e+]{1,20})/.exec(line)?.[1]);
    if (at === null || atMs.length >= plan.columns * plan.rows) return;
    atMs.push(Math.max(at, atMs.at(-1) ?? 0, 0));
  };
  await run(sandbox, folder, "ffmpeg", { args, onPrinted }, input, signal);
  if (atMs.length === 0) throw nothing();
  const { columns, tile } = plan;
  const endMs = Math.min(
    MAX_DURATION_MS,
    Math.max(input.info.durationMs ?? lengthMs, atMs.at(-1) ?? 0),
  );
  return {
    path: join(folder, recipe.outputFile),
    madeBy: { tool: "ffmpeg", version: sandbox.version, arguments: args, method: "still" },
    numbers: { columns, tileWidthPx: tile.widthPx, tileHeightPx: tile.heightPx, atMs, endMs },
  };
}

async function keyPictures(
  sandbox: Pick<Sandbox, "launcher">,
  folder: string,
  input: Remaking,
  signal: AbortSignal,
): Promise<KeyPictures> {
  const times = new KeyTimes();
  let [first, end]: (number | null)[] = [null, null];
  const onPrinted = (line: string): void => {
    const of = (name: string): number | null =>
      millis(new RegExp(`\\|${name}=(-?[\\d.]{1,20})`).exec(line)?.[1]);
    const at = of("pts_time") ?? of("dts_time");
    if (!line.startsWith("packet|") || at === null) return;
    first ??= at;
    end = Math.max(end ?? at, at + (of("duration_time") ?? 0));
    if (/\|flags=K/.test(line)) times.add(at);
  };
  const args = keyPictureArguments(input.info.family);
  await run(sandbox, folder, "ffprobe", { args, onPrinted }, input, signal);
  return { atMs: times.atMs, lengthMs: (end ?? 0) - (first ?? 0) };
}

/** @throws Refusal as OverviewMaker.peaks. */
export async function peaksPass(
  sandbox: Pick<Sandbox, "launcher" | "version">,
  folder: string,
  input: Remaking,
  args: readonly string[] = peaksArguments(input.info.family),
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<MadeFile & { readonly numbers: PeaksNumbers }> {
  const peaks = new Peaks();
  let told = 0;
  const onBytes = (chunk: Uint8Array): void => {
    peaks.take(chunk);
    const part = Math.min(0.99, peaks.lengthMs / (input.info.durationMs ?? Infinity));
    if (part < told + 0.01) return;
    told = part;
    onProgress(part);
  };
  await run(sandbox, folder, "ffmpeg", { args, onBytes }, input, signal);
  const made = peaks.end();
  if (made === null) throw nothing();
  const path = join(folder, "out/peaks");
  await writeFile(path, made.bytes);
  onProgress(1);
  return {
    path,
    madeBy: { tool: "ffmpeg", version: sandbox.version, arguments: args, method: "encode" },
    numbers: made.numbers,
  };
}

async function run(
  sandbox: Pick<Sandbox, "launcher">,
  folder: string,
  tool: Tool,
  { args, ...heard }: Pick<HeardRun, "args" | "onPrinted" | "onBytes">,
  { info, sizeBytes }: Remaking,
  signal: AbortSignal,
): Promise<void> {
  const limits = patient(limitsOf(info, sizeBytes));
  await heardRun({ sandbox, folder, tool, args, limits, signal, isLow: true }, () => heard);
}

const millis = (seconds: string | undefined): number | null => {
  const ms = Math.round(Number(seconds) * 1_000);
  return seconds !== undefined && Number.isSafeInteger(ms) ? ms : null;
};
