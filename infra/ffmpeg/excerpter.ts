/** Excerpter on ffmpeg in a box: every packet of the recording is listed first, then those of the range are taken by their numbers. */
import { join } from "node:path";
import {
  type ExcerptParameters,
  type PacketTime,
  type RangeUs,
  SpanSearch,
  TimesInRange,
  endMsOf,
  isHeldAsItIs,
  notAsItIs,
  nothingInRange,
  picturesMissing,
  requireRange,
} from "../../services/derived/excerpt-range.ts";
import type { ExcerptSource, Excerpter, MadeExcerpt } from "../../services/derived/excerpter.ts";
import type { ExcerptSpan } from "../../services/evidence/excerpt-taken.ts";
import type { MediaInfo } from "../../services/media/media-info.ts";
import type { CopyRemaker, MediaJob } from "../../services/media/media-tools.ts";
import { type RunLimits, limitsOf } from "../../services/media/viewing-plan.ts";
import { captured } from "./captured-run.ts";
import {
  EXCERPT,
  type Part,
  exactRecipe,
  madeHashArguments,
  packetsRecipe,
  spanHashArguments,
} from "./excerpt-recipes.ts";
import { heardPackets } from "./packet-lines.ts";
import { type Coded, argumentsOf, streamsOf } from "./recipes.ts";
import { keptPackets, readDigests } from "./kept-packets.ts";
import type { Sandbox } from "./sandbox.ts";
import { timeLineOf } from "./time-line.ts";

type Wanted = Omit<ExcerptParameters, "itemId">;

/** What all steps of one excerpt know. */
interface Work {
  readonly job: MediaJob;
  readonly source: ExcerptSource;
  readonly wanted: Wanted;
  readonly info: MediaInfo;
  /** Of both streams, where they are. */
  readonly coded: Coded;
  readonly zeroUs: number;
  readonly limits: RunLimits;
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** Decoding begins so long before the key frame: where a file has no index, a jump lands a little off. */
const SEEK_EARLY_MS = 5_000;

export class FfmpegExcerpter implements Excerpter {
  readonly #sandbox: Sandbox;
  readonly #remaker: CopyRemaker;

  constructor(sandbox: Sandbox, remaker: CopyRemaker) {
    this.#sandbox = sandbox;
    this.#remaker = remaker;
  }

  async excerpt(
    job: MediaJob,
    source: ExcerptSource,
    wanted: Wanted,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeExcerpt> {
    const { info, zeroUs } = await timeLineOf(this.#sandbox, job, source.family, signal);
    requireRange(wanted, null);
    const limits = limitsOf(info, source.sizeBytes);
    const told = { limits, onProgress, signal };
    const work: Work = { job, source, wanted, info, coded: codedOf(info), zeroUs, ...told };
    return wanted.how === "packets" ? this.#packets(work) : this.#exact(work);
  }

  async #packets(work: Work): Promise<MadeExcerpt> {
    const { job, source, wanted, zeroUs, limits, onProgress, signal } = work;
    const range = rangeOf(wanted);
    const inPicture = new SpanSearch(range, "video");
    await this.#hear(work, "video", [inPicture]);
    const video = inPicture.end();
    onProgress(0.25);
    // A sound from where the picture really begins.
    const inSound = new SpanSearch({ ...range, fromUs: video?.firstUs ?? range.fromUs }, "audio");
    await this.#hear(work, "audio", [inSound]);
    onProgress(0.5);
    requireRange(wanted, endMsOf([inPicture, inSound]));
    const part = partOf(work.coded, { video, audio: inSound.end() });
    if (Object.values(part.coded).some((codec) => !isHeldAsItIs(codec))) throw notAsItIs();
    const beginsUs = (part.spans.video ?? part.spans.audio)?.firstUs ?? 0;
    const recipe = packetsRecipe(source.family, part, beginsUs);
    const args = argumentsOf(recipe);
    const run = (given: readonly string[]) =>
      captured(this.#sandbox, job.folder, "ffmpeg", given, limits, signal);
    await run(args);
    onProgress(0.75);
    const first = [[part.coded, "whole"]] as const;
    const packets = await keptPackets(part.coded, first, async (where, coded, form) =>
      readDigests(
        await run(
          where === "original"
            ? spanHashArguments(source.family, { ...part, coded }, form)
            : madeHashArguments(coded, form),
        ),
      ),
    );
    const how = { tool: "ffmpeg", version: this.#sandbox.version, arguments: args } as const;
    return {
      path: join(job.folder, EXCERPT),
      madeBy: { ...how, method: "remux", ...(packets === null ? {} : { packets }) },
      taken: { ...takenOf(wanted), zeroUs, beginsUs, ...part.spans },
    };
  }

  async #exact(work: Work): Promise<MadeExcerpt> {
    const { job, wanted, zeroUs } = work;
    const range = rangeOf(wanted);
    const [pictures, decoded] = [new TimesInRange(range), new SpanSearch(range, "video")];
    await this.#hear(work, "video", [pictures, decoded]);
    const sounds = new SpanSearch(range, "audio");
    await this.#hear(work, "audio", [sounds]);
    requireRange(wanted, endMsOf([decoded, sounds]));
    const part = partOf(work.coded, { video: pictures.end(), audio: sounds.end() });
    const args = await this.#encode(work, part, decoded.end()?.firstUs ?? range.fromUs);
    return {
      path: join(job.folder, EXCERPT),
      madeBy: { tool: "ffmpeg", version: this.#sandbox.version, arguments: args, method: "encode" },
      taken: { ...takenOf(wanted), zeroUs, beginsUs: range.fromUs, ...part.spans },
    };
  }

  /** Where a jump does not land before the range, all is decoded from the beginning. */
  async #encode(work: Work, part: Part, keyUs: number): Promise<readonly string[]> {
    const early = Math.max(0, Math.floor(keyUs / 1_000) - SEEK_EARLY_MS);
    for (const seekMs of early > 0 ? [early, 0] : [0]) {
      const args = await this.#encodeFrom(work, part, seekMs);
      const pictures = part.spans.video?.packets ?? null;
      if (pictures === null || pictures === (await this.#pictures(work))) return args;
    }
    throw picturesMissing();
  }

  async #encodeFrom(
    { job, source, wanted, info, onProgress, signal }: Work,
    { coded }: Part,
    seekMs: number,
  ): Promise<readonly string[]> {
    const { widthPx = 0, heightPx = 0 } = info.video ?? {};
    const { fromMs, toMs } = wanted;
    const isEven = widthPx % 2 === 0 && heightPx % 2 === 0;
    const args = argumentsOf(exactRecipe(source.family, coded, { fromMs, toMs, seekMs, isEven }));
    // It is told as a part of the whole recording.
    const times = (info.durationMs ?? 0) / (toMs - fromMs);
    const tell = (part: number): void => onProgress(Math.min(1, part * times));
    await this.#remaker.remake(job, args, { info, sizeBytes: source.sizeBytes }, tell, signal);
    return args;
  }

  /** How many are in what was made. */
  async #pictures({ job: { folder }, limits, signal }: Work): Promise<number> {
    let count = 0;
    const made = { folder, file: EXCERPT, family: "mov", stream: "video", limits, signal } as const;
    await heardPackets(this.#sandbox, made, () => void (count += 1));
    return count;
  }

  async #hear(
    { job: { folder }, source: { family }, coded, zeroUs, limits, signal }: Work,
    stream: "video" | "audio",
    searches: readonly { packet(packet: PacketTime): void }[],
  ): Promise<void> {
    if (coded[stream] === undefined) return;
    const listed = { folder, file: "in/src", family, stream, limits, signal };
    await heardPackets(this.#sandbox, listed, ({ atUs, lastsUs, isKey }) => {
      const packet = { atUs: atUs === null ? null : atUs - zeroUs, lastsUs, isKey };
      for (const search of searches) search.packet(packet);
    });
  }
}

const rangeOf = ({ fromMs, toMs }: Wanted): RangeUs => ({
  ...{ fromUs: 1_000 * fromMs, toUs: 1_000 * toMs },
});

const takenOf = ({ how, fromMs, toMs }: Wanted) => ({ how, fromMs, toMs });

/** Of the streams that have something in the range. @throws Refusal invalid "derived/nothing-in-range". */
function partOf(
  coded: Coded,
  found: Readonly<Record<"video" | "audio", ExcerptSpan | null>>,
): Part {
  const there = streamsOf(coded).flatMap((stream) => {
    const span = found[stream];
    return span === null ? [] : [[stream, span] as const];
  });
  if (there.length === 0) throw nothingInRange();
  return {
    spans: Object.fromEntries(there),
    coded: Object.fromEntries(there.map(([stream]) => [stream, coded[stream]])),
  };
}

const codedOf = ({ video, audio }: MediaInfo): Coded => ({
  ...(video === null ? {} : { video: video.codec }),
  ...(audio === null ? {} : { audio: audio.codec }),
});
