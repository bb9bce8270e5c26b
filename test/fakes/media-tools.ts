/** MediaTools and JobFolders in memory: files it was told about are media, everything else is unreadable. */
import { sha256, type Sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { interrupted } from "../../services/media/local-copy.ts";
import type { DecodedStream } from "../../services/media/media-check.ts";
import type { MediaInfo } from "../../services/media/media-info.ts";
import type { KeptPackets, OVERVIEW_KINDS } from "../../services/evidence/derivative.ts";
import type {
  CopyRemaker,
  JobFolders,
  MadeFile,
  MediaJob,
  MediaDecoder,
  MediaTools,
  OverviewMaker,
  Remade,
  Remaking,
} from "../../services/media/media-tools.ts";
import { Peaks } from "../../services/media/peaks.ts";
import { linesInside } from "../../services/media/track/inside.ts";
import type { Bytes } from "../../services/source/bytes.ts";
import type { CopyPlan } from "../../services/media/viewing-plan.ts";

export class MemoryJobFolders implements JobFolders {
  readonly files = new Map<string, Buffer>();
  /** Thrown by the next fill, e.g. a full disk. */
  failNextFill: Error | null = null;
  #count = 0;

  async open(): Promise<MediaJob & AsyncDisposable> {
    const folder = `/memory/job-${++this.#count}`;
    return { folder, [Symbol.asyncDispose]: async () => this.#remove(`${folder}/`) };
  }

  async clear({ folder }: MediaJob): Promise<void> {
    this.#remove(`${folder}/out/`);
  }

  fill(job: MediaJob, source: AsyncIterable<Uint8Array>, name = "src"): Promise<void> {
    return this.#write(`${job.folder}/in/${name}`, source);
  }

  async keep(job: MediaJob, source: AsyncIterable<Uint8Array>, name: string): Promise<string> {
    const path = `${job.folder}/out/${name}`;
    await this.#write(path, source);
    return path;
  }

  async #write(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(Buffer.from(chunk));
    const failure = this.failNextFill;
    this.failNextFill = null;
    if (failure !== null) throw failure;
    this.files.set(path, Buffer.concat(chunks));
  }

  async head(job: MediaJob, bytes: number, name = "src"): Promise<Uint8Array> {
    return this.#bytes(`${job.folder}/in/${name}`).subarray(0, bytes);
  }

  async *read(path: string): AsyncIterable<Uint8Array> {
    yield this.#bytes(path);
  }

  async bytes(job: MediaJob, name = "src"): Promise<Bytes & AsyncDisposable> {
    const bytes = this.#bytes(`${job.folder}/in/${name}`);
    return {
      sizeBytes: bytes.byteLength,
      read: async (at, length) => bytes.subarray(at, at + length),
      [Symbol.asyncDispose]: async () => undefined,
    };
  }

  #remove(within: string): void {
    for (const path of this.files.keys()) if (path.startsWith(within)) this.files.delete(path);
  }

  #bytes(path: string): Buffer {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error("no such file");
    return bytes;
  }
}

const ARGUMENTS = (kind: string, method: string): readonly string[] => [
  ...["by", method, "-i", "file:in/src", `file:out/${kind}`],
];

export class MemoryMediaTools implements MediaTools, CopyRemaker, MediaDecoder, OverviewMaker {
  version = "fake 1";
  readonly #folders: MemoryJobFolders;
  readonly #known = new Map<Sha256, MediaInfo>();
  /** What was asked for, in order. */
  readonly made: CopyPlan[] = [];
  /** Called before a copy is made; what it throws is thrown. */
  beforeMake: (plan: CopyPlan) => Promise<void> | void = () => undefined;
  /** Called before anything is decoded; what it throws is thrown. */
  beforeDecode: () => Promise<void> | void = () => undefined;
  /** Called before an overview is made; what it throws is thrown. */
  beforeOverview: (kind: (typeof OVERVIEW_KINDS)[number]) => Promise<void> | void = () => undefined;
  /** What else than a sound recording is found. */
  decoded: Partial<DecodedStream> = {};
  /** Progress each copy reports before its end. */
  parts: readonly number[] = [0.25, 0.5];

  constructor(folders: MemoryJobFolders) {
    this.#folders = folders;
  }

  know(bytes: Uint8Array, info: MediaInfo): void {
    this.#known.set(sha256(bytes), info);
  }

  async probe(job: MediaJob, _family: unknown, signal: AbortSignal): Promise<MediaInfo> {
    return this.#read(job, signal);
  }

  async make(
    job: MediaJob,
    plan: CopyPlan,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeFile> {
    this.#read(job, signal);
    this.made.push(plan);
    await this.beforeMake(plan);
    for (const part of this.parts) {
      onProgress(part);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw interrupted(signal.reason);
    }
    const { kind, method } = plan;
    const path = this.#write(job, kind, method);
    onProgress(1);
    const packets = packetsOf(method, this.#folders.files.get(`${job.folder}/in/src`));
    const madeBy = { tool: "fake", version: this.version, arguments: ARGUMENTS(kind, method) };
    return { path, madeBy: { ...madeBy, method, ...(packets && { packets }) } };
  }

  async remake(
    job: MediaJob,
    args: readonly string[],
    _input: unknown,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<Remade> {
    const [, method = "", , , output] = args;
    const kind = /^file:out\/([a-z]+)$/.exec(output ?? "")?.[1];
    if (kind === undefined || args.join() !== ARGUMENTS(kind, method).join()) {
      throw new Refusal("invalid", "media/not-ours", "no copy is made with such arguments");
    }
    this.#read(job, signal);
    const path = this.#write(job, kind, method);
    onProgress(1);
    return { path, packets: packetsOf(method, this.#folders.files.get(`${job.folder}/in/src`)) };
  }

  async decode(
    job: MediaJob,
    { info: { durationMs } }: Remaking,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<readonly DecodedStream[]> {
    const info = this.#read(job, signal);
    await this.beforeDecode();
    for (const part of this.parts) {
      onProgress(part);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw interrupted(signal.reason);
    }
    onProgress(1);
    const whole = { frames: 50, firstMs: 0, endMs: durationMs, errors: 0, brokenEnd: false };
    return (["video", "audio"] as const)
      .filter((stream) => info[stream] !== null)
      .map((stream) => ({ stream, ...whole, faults: [], ...this.decoded }));
  }

  async storyboard(job: MediaJob, { info: { durationMs } }: Remaking, signal: AbortSignal) {
    if (this.#read(job, signal).video === null) throw nothing();
    await this.beforeOverview("storyboard");
    const tile = { columns: 2, tileWidthPx: 160, tileHeightPx: 90 };
    const numbers = { ...tile, atMs: [0, 1_000], endMs: durationMs ?? 2_000 };
    return { ...this.#overview(job, "storyboard", "still"), numbers };
  }

  async peaks(
    job: MediaJob,
    _input: unknown,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ) {
    const { audio, durationMs } = this.#read(job, signal);
    if (audio === null) throw nothing();
    await this.beforeOverview("peaks");
    onProgress(1);
    return { ...this.#overview(job, "peaks", "encode"), numbers: silence(durationMs).numbers };
  }

  async positions(job: MediaJob, _input: unknown, signal: AbortSignal) {
    this.#read(job, signal);
    const found = this.#inside(job);
    if (found === null) return null;
    await this.beforeOverview("positions");
    const { positions, leftOut } = found;
    return { ...this.#overview(job, "positions", "encode"), numbers: { positions, leftOut } };
  }

  #overview(job: MediaJob, kind: string, method: "still" | "encode"): MadeFile {
    const madeBy = { tool: "fake", version: this.version, arguments: ARGUMENTS(kind, method) };
    return { path: this.#write(job, kind, method), madeBy: { ...madeBy, method } };
  }

  /** Another version of the tool makes other bytes of the same packets. */
  #write(job: MediaJob, kind: string, method: string): string {
    const path = `${job.folder}/out/${kind}`;
    const bytes = Buffer.from(`${kind} by ${method} of ${this.version}`);
    const info = this.#known.get(sha256(this.#folders.files.get(`${job.folder}/in/src`) ?? ""));
    const durationMs = info?.durationMs ?? null;
    const special: Readonly<Record<string, () => Uint8Array>> = {
      peaks: () => silence(durationMs).bytes,
      positions: () => Buffer.from(this.#inside(job)?.lines ?? "", "latin1"),
    };
    this.#folders.files.set(path, Buffer.from(special[kind]?.() ?? bytes));
    return path;
  }

  /** Its tag is what stands behind "place=". */
  #inside(job: MediaJob) {
    const text = this.#folders.files.get(`${job.folder}/in/src`)?.toString("latin1") ?? "";
    return linesInside([], [text.split("place=")[1] ?? ""]);
  }

  #read(job: MediaJob, signal: AbortSignal): MediaInfo {
    if (signal.aborted) throw interrupted(signal.reason);
    const info = this.#known.get(sha256(this.#folders.files.get(`${job.folder}/in/src`) ?? ""));
    if (info === undefined) throw new Refusal("invalid", "media/unreadable", "not a known file");
    return info;
  }
}

function silence(durationMs: number | null) {
  const peaks = new Peaks();
  peaks.take(new Uint8Array(16 * Math.min(10_000, durationMs ?? 1_000)));
  return (
    peaks.end() ?? { bytes: new Uint8Array(), numbers: { columns: 1, lengthMs: 0, loudest: 0 } }
  );
}

const nothing = (): Refusal => new Refusal("invalid", "media/unreadable", "nothing is in it");

/** Of a remux: those of the original, whatever container they are in. */
const packetsOf = (method: string, original: Uint8Array = Buffer.alloc(0)): KeptPackets | null =>
  method === "remux" ? { video: { form: "whole", sha256: sha256("video", original) } } : null;
