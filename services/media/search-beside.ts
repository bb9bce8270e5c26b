/** The search for marks of signatures beside the copying of an original: what it finds counts once the copy is verified, and not before. */
import type { BeginMarkSearch, MarkSearch } from "../source/mark-search.ts";
import type { SourceKind } from "../source/verdict.ts";
import type { JobFolders } from "./media-tools.ts";

export interface SearchBesideDeps {
  readonly folders: JobFolders;
  /** Left out: a copy is searched once it is there. */
  readonly beginMarkSearch?: BeginMarkSearch;
}

export class SearchBeside implements AsyncDisposable {
  /** Where the copying of the one input goes. */
  readonly folders: Pick<JobFolders, "open" | "fill">;
  #search: MarkSearch | null = null;

  constructor(
    { folders, beginMarkSearch }: SearchBesideDeps,
    sizeBytes: number,
    signal: AbortSignal,
  ) {
    this.folders = {
      open: () => folders.open(),
      fill: (job, source) => {
        this.#search = beginMarkSearch?.(job.folder, sizeBytes, signal) ?? null;
        return folders.fill(job, this.#told(source));
      },
    };
  }

  /** Null: nobody searched. Whoever copied has verified the copy. @throws as MarkSearch.found. */
  found(): Promise<readonly SourceKind[] | null> {
    return this.#search?.found() ?? Promise.resolve(null);
  }

  async *#told(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let bytes = 0;
    for await (const chunk of source) {
      const { byteLength } = chunk;
      yield chunk;
      // The next is asked for once this one is written (JobFolders.fill).
      bytes += byteLength;
      this.#search?.stand(bytes);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#search?.[Symbol.asyncDispose]();
  }
}
