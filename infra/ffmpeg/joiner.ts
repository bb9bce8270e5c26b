/** Joiner on ffmpeg in a box: its own list of the files, and stream copy. */
import { join } from "node:path";
import { z } from "zod";
import type { JoinLook, JoinedFile, Joiner } from "../../services/derived/joiner.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { checkMediaInfo } from "../../services/media/media-info.ts";
import type { MadeFile, MediaJob } from "../../services/media/media-tools.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { captured } from "./captured-run.ts";
import { parseFfprobe } from "./ffprobe-output.ts";
import { heardRun } from "./heard-run.ts";
import { ProgressLines } from "./progress-lines.ts";
import { argumentsOf, joinRecipe, probeArguments } from "./recipes.ts";
import { SamePackets } from "./same-packets.ts";
import { PROBE_LIMITS, type Sandbox } from "./sandbox.ts";

const OUTPUT = "out/joined";
/** Of what is joined without being decoded; a list opens the demuxer of its files, and no other. */
const FAMILIES: readonly Container[] = ["mov", "mpegts"];

export class FfmpegJoiner implements Joiner {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  async look(
    { folder }: MediaJob,
    { name, family }: JoinedFile,
    signal: AbortSignal,
  ): Promise<JoinLook> {
    if (!FAMILIES.includes(family)) throw notJoined();
    const exact = ["-show_data_hash", "sha256", "-show_entries", EXACT];
    const args = [...exact, ...probeArguments(family, `in/${name}`)];
    const json = await captured(this.#sandbox, folder, "ffprobe", args, PROBE_LIMITS, signal);
    const { durationMs, video, audio } = checkMediaInfo(parseFfprobe(json, family));
    const alike = {
      video: video && [
        video.codec,
        video.profile,
        video.pixelFormat,
        video.widthPx,
        video.heightPx,
      ],
      audio: audio && [audio.codec, audio.sampleRateHz, audio.channels],
      exact: exactOf(json),
    };
    return {
      durationMs,
      coded: {
        ...(video === null ? {} : { video: video.codec }),
        ...(audio === null ? {} : { audio: audio.codec }),
      },
      fingerprint: JSON.stringify(alike),
    };
  }

  async join(
    { folder }: MediaJob,
    files: readonly JoinedFile[],
    { coded, durationMs }: Omit<JoinLook, "fingerprint">,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeFile> {
    const [first] = files;
    if (first === undefined || !FAMILIES.includes(first.family)) throw notJoined();
    const limits = limitsOf(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    const recipe = joinRecipe(first.family, coded, OUTPUT);
    const args = argumentsOf(recipe);
    const original = { file: "in/src", family: first.family, isList: true };
    const copied = { original, coded, mostMs: null, limits };
    await using same = new SamePackets(this.#sandbox, folder, copied, signal);
    const run = { sandbox: this.#sandbox, folder, tool: "ffmpeg", args, limits, signal } as const;
    await heardRun(run, (moved) => {
      const progress = new ProgressLines(durationMs, onProgress, moved);
      return { onLine: (line) => progress.line(line) };
    });
    const packets = await same.in(OUTPUT);
    const { version } = this.#sandbox;
    const madeBy = { tool: "ffmpeg", version, arguments: args, method: "remux" } as const;
    return {
      path: join(folder, OUTPUT),
      madeBy: packets === null ? madeBy : { ...madeBy, packets },
    };
  }
}

/** What the probe of an original does not ask: the codec's own head, and what its times count in. */
const EXACT = "stream=codec_type,extradata_hash,time_base";
const Exact = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      extradata_hash: z.string().optional(),
      time_base: z.string().optional(),
    }),
  ),
});

const exactOf = (json: string): readonly (string | undefined)[] =>
  Exact.parse(JSON.parse(json)).streams.flatMap((stream) => [
    stream.codec_type,
    stream.extradata_hash,
    stream.time_base,
  ]);

/** 5 bytes a microsecond is a slow disk that is read four times. */
const limitsOf = (bytes: number): RunLimits => {
  const wallMs = Math.min(12 * 3_600_000, 120_000 + Math.ceil(bytes / 5_000));
  return {
    wallMs,
    stallMs: wallMs,
    memoryBytes: 1.5 * 2 ** 30,
    outputBytes: 2 * bytes + (64 << 20),
  };
};

const notJoined = (): Refusal =>
  new Refusal("invalid", "derived/not-joinable", "recordings in such a container are not joined", {
    fix: "Take the takes out one by one; each is an item of its own.",
  });
