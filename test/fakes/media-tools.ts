/** MediaTools and JobFolders in memory: files it was told about are media, everything else is unreadable. */
import { sha256, type Sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { interrupted } from "../../services/media/local-copy.ts";
import type { MediaInfo } from "../../services/media/media-info.ts";
import type {
  JobFolders,
  MadeFile,
  MediaJob,
  MediaTools,
} from "../../services/media/media-tools.ts";
import type { Bytes } from "../../services/source/bytes.ts";
import type { CopyPlan } from "../../services/media/viewing-plan.ts";

export class MemoryJobFolders implements JobFolders {
  readonly files = new Map<string, Buffer>();
  /** Thrown by the next fill, e.g. a full disk. */
  failNextFill: Error | null = null;
  #count = 0;

  async open(): Promise<MediaJob & AsyncDisposable> {
    const folder = `/memory/job-${++this.#count}`;
    const remove = async (): Promise<void> => {
      for (const path of this.files.keys()) {
        if (path.startsWith(`${folder}/`)) this.files.delete(path);
      }
    };
    return { folder, [Symbol.asyncDispose]: remove };
  }

  async fill(job: MediaJob, source: AsyncIterable<Uint8Array>): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    const failure = this.failNextFill;
    this.failNextFill = null;
    if (failure !== null) throw failure;
    this.files.set(`${job.folder}/in/src`, Buffer.concat(chunks));
  }

  async head(job: MediaJob, bytes: number): Promise<Uint8Array> {
    return this.#bytes(`${job.folder}/in/src`).subarray(0, bytes);
  }

  async *read(path: string): AsyncIterable<Uint8Array> {
    yield this.#bytes(path);
  }

  async bytes(job: MediaJob): Promise<Bytes & AsyncDisposable> {
    const bytes = this.#bytes(`${job.folder}/in/src`);
    return {
      sizeBytes: bytes.byteLength,
      read: async (at, length) => bytes.subarray(at, at + length),
      [Symbol.asyncDispose]: async () => undefined,
    };
  }

  #bytes(path: string): Buffer {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error("no such file");
    return bytes;
  }
}

export class MemoryMediaTools implements MediaTools {
  readonly #folders: MemoryJobFolders;
  readonly #known = new Map<Sha256, MediaInfo>();
  /** What was asked for, in order. */
  readonly made: CopyPlan[] = [];
  /** Called before a copy is made; what it throws is thrown. */
  beforeMake: (plan: CopyPlan) => Promise<void> | void = () => undefined;
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
    const path = `${job.folder}/out/${plan.kind}`;
    this.#folders.files.set(path, Buffer.from(`${plan.kind} by ${plan.method}`));
    onProgress(1);
    const madeBy = { tool: "fake", version: "fake 1", arguments: ["in/src", `out/${plan.kind}`] };
    return { path, madeBy: { ...madeBy, method: plan.method } };
  }

  #read(job: MediaJob, signal: AbortSignal): MediaInfo {
    if (signal.aborted) throw interrupted(signal.reason);
    const info = this.#known.get(sha256(this.#folders.files.get(`${job.folder}/in/src`) ?? ""));
    if (info === undefined) throw new Refusal("invalid", "media/unreadable", "not a known file");
    return info;
  }
}
