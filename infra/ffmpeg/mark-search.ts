/** MarkSearch in a thread, which reads the file itself as far as it stands. */
import { join } from "node:path";
import { findMarks } from "../../services/source/marks.ts";
import type { BeginMarkSearch, MarkSearch } from "../../services/source/mark-search.ts";
import type { SourceKind } from "../../services/source/verdict.ts";
import { stopIfTold } from "../../services/media/local-copy.ts";
import { fileBytes } from "../process/file-bytes.ts";
import { type FilmWorks, WORTH_BYTES, inThread } from "./film-threads.ts";

export const beginMarkSearch: BeginMarkSearch = (folder, sizeBytes, signal) =>
  sizeBytes < WORTH_BYTES ? null : new ThreadSearch(join(folder, "in/src"), sizeBytes, signal);

export class ThreadSearch implements MarkSearch {
  readonly #asked: FilmWorks["marks"]["asked"];
  readonly #standing: BigInt64Array;
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal;
  #searching: ReturnType<typeof inThread<"marks">> | null = null;

  constructor(path: string, sizeBytes: number, signal: AbortSignal) {
    const standing = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
    this.#asked = { path, sizeBytes, standing };
    this.#standing = new BigInt64Array(standing);
    this.#signal = AbortSignal.any([signal, this.#ending.signal]);
  }

  stand(bytes: number): void {
    Atomics.store(this.#standing, 0, BigInt(bytes));
    Atomics.notify(this.#standing, 0);
    this.#searching ??= this.#begun();
  }

  #begun(): ReturnType<typeof inThread<"marks">> {
    const searching = inThread("marks", this.#asked, this.#signal);
    searching.catch(() => undefined); // heard by whoever asks what was found, if anybody does
    return searching;
  }

  async found(): Promise<readonly SourceKind[] | null> {
    try {
      return (await this.#searching)?.answer ?? null;
    } catch {
      stopIfTold(this.#signal);
      // Whoever reads it once more meets what the thread met.
      return null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled([this.#searching]);
  }
}

/** In the thread: waits for what does not stand yet, and is ended where it never will. */
export async function searchStanding(
  { path, sizeBytes, standing }: FilmWorks["marks"]["asked"],
  signal: AbortSignal,
): Promise<readonly SourceKind[]> {
  await using file = await fileBytes(path, sizeBytes);
  const stands = new BigInt64Array(standing);
  const read: typeof file.read = (at, length, into) => {
    const wanted = BigInt(Math.min(at + length, sizeBytes));
    for (let there = Atomics.load(stands, 0); there < wanted; there = Atomics.load(stands, 0))
      Atomics.wait(stands, 0, there);
    return file.read(at, length, into);
  };
  return await findMarks({ sizeBytes, read }, signal);
}
