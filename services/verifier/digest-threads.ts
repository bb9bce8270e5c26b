/** Digests of a package's files in threads: each opens the package for itself, so that nothing but words passes between them. */
import { availableParallelism } from "node:os";
import { Worker, parentPort } from "node:worker_threads";
import type { Sha256 } from "../kernel/digest.ts";
import type { PackageReader, PackedFile } from "../packages/package-reader.ts";
import { type Digester, digestHere } from "../packages/read-files.ts";

/** Of a file. A thread costs 0.13 s of a processor and 32 MiB, as long as hashing two thirds of this. */
const WORTH_BYTES = 256 << 20;
const MAX_THREADS = 8;
/** Between two words about how far it is. */
const TELL_BYTES = 16 << 20;

interface Asked {
  readonly number: number;
  readonly file: PackedFile;
}

type Told = { readonly number: number } & (
  | { readonly readBytes: number }
  | { readonly sha256: Sha256 }
  | { readonly fault: string }
);

interface Waiter {
  readonly resolve: (digest: Sha256) => void;
  readonly reject: (error: Error) => void;
  readonly progress: (sizeBytes: number) => void;
}

/** In a thread: answers what it is asked until it is ended. */
export function serveDigests(reader: PackageReader): void {
  const here = digestHere(reader);
  const tell = (told: Told): void => parentPort?.postMessage(told);
  parentPort?.on("message", ({ number, file }: Asked) => {
    let readBytes = 0;
    const progress = (sizeBytes: number): void => {
      readBytes += sizeBytes;
      if (readBytes < TELL_BYTES) return;
      tell({ number, readBytes });
      readBytes = 0;
    };
    here.digest(file, progress).then(
      (sha256) => {
        tell({ number, readBytes });
        tell({ number, sha256 });
      },
      (error: unknown) => {
        tell({ number, fault: String(error) });
      },
    );
  });
}

/** `entry`: the module that calls `serveDigests`. Null: not worth it. */
export async function openDigestThreads(
  path: string,
  reader: PackageReader,
  entry: URL,
): Promise<DigestThreads | null> {
  const worth = (await reader.list()).filter(({ sizeBytes }) => sizeBytes >= WORTH_BYTES);
  const width = Math.min(worth.length, availableParallelism(), MAX_THREADS);
  return width < 2 ? null : new DigestThreads(path, reader, entry, width);
}

/** A thread that died says nothing about a file. */
class ThreadLost extends Error {}

export class DigestThreads implements Digester {
  readonly width: number;
  readonly #threads: readonly Worker[];
  readonly #idle: Worker[];
  readonly #waiting = new Map<number, Waiter>();
  readonly #here: Digester;
  #isLost = false;
  #asked = 0;

  constructor(path: string, reader: PackageReader, entry: URL, width: number) {
    this.width = width;
    this.#here = digestHere(reader);
    this.#threads = Array.from({ length: width }, () => new Worker(entry, { workerData: path }));
    this.#idle = [...this.#threads];
    for (const thread of this.#threads) {
      thread.on("message", (told: Told) => {
        this.#hear(told, thread);
      });
      thread.on("error", () => {
        this.#isLost = true;
        for (const { reject } of this.#waiting.values()) reject(new ThreadLost());
      });
    }
  }

  async digest(file: PackedFile, progress: (sizeBytes: number) => void): Promise<Sha256> {
    if (this.#isLost) return this.#here.digest(file, progress);
    try {
      return await this.#ask(file, progress);
    } catch (error) {
      if (error instanceof ThreadLost) return this.#here.digest(file, progress);
      throw error;
    }
  }

  #ask(file: PackedFile, progress: (sizeBytes: number) => void): Promise<Sha256> {
    const number = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject, progress });
      // Where more are asked at once than there are threads, the first has several.
      const thread = this.#idle.pop() ?? this.#threads[0];
      thread?.postMessage({ number, file } satisfies Asked);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #hear(told: Told, thread: Worker): void {
    const waiter = this.#waiting.get(told.number);
    if ("readBytes" in told) {
      waiter?.progress(told.readBytes);
      return;
    }
    this.#waiting.delete(told.number);
    this.#idle.push(thread);
    if ("sha256" in told) waiter?.resolve(told.sha256);
    else waiter?.reject(new Error(told.fault));
  }
}
