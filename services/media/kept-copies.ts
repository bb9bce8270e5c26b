/** Verified copies of originals that stay on this machine for a moment, for the step that follows: it need not fetch them again. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { JobFolders, MediaJob } from "./media-tools.ts";

type Job = MediaJob & AsyncDisposable;

interface Kept {
  readonly job: Job;
  readonly sha256: Sha256;
  readonly timer: NodeJS.Timeout;
}

export interface KeptCopiesOptions {
  /** Beyond it the oldest goes. */
  readonly most: number;
  readonly forMs: number;
  /** Hears of a folder that could not be removed; the next start removes it. */
  readonly onFailure: (error: unknown) => void;
}

export class KeptCopies implements AsyncDisposable {
  readonly #folders: Pick<JobFolders, "clear">;
  readonly #options: KeptCopiesOptions;
  readonly #kept = new Map<ItemId, Kept>();
  #isClosed = false;

  constructor(folders: Pick<JobFolders, "clear">, options: KeptCopiesOptions) {
    this.#folders = folders;
    this.#options = options;
  }

  /** From now on the folder is no more the caller's. */
  async keep(itemId: ItemId, sha256: Sha256, job: Job): Promise<void> {
    await this.#drop(itemId);
    if (this.#isClosed) return this.#remove(job);
    const timer = setTimeout(() => void this.#drop(itemId), this.#options.forMs);
    this.#kept.set(itemId, { job, sha256, timer });
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > this.#options.most) await this.#drop(oldest);
  }

  /** With nothing in it but the input, and the caller's to remove; null: none is kept. */
  async take(itemId: ItemId, sha256: Sha256): Promise<Job | null> {
    const kept = this.#kept.get(itemId);
    if (kept === undefined) return null;
    if (kept.sha256 !== sha256) {
      await this.#drop(itemId);
      return null;
    }
    this.#kept.delete(itemId);
    clearTimeout(kept.timer);
    // What ran on it before may have been taken over by what it decoded, and have left what it liked.
    await this.#folders.clear(kept.job);
    return kept.job;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#kept.keys()].map((itemId) => this.#drop(itemId)));
  }

  async #drop(itemId: ItemId): Promise<void> {
    const kept = this.#kept.get(itemId);
    if (kept === undefined) return;
    this.#kept.delete(itemId);
    clearTimeout(kept.timer);
    await this.#remove(kept.job);
  }

  async #remove(job: Job): Promise<void> {
    try {
      await job[Symbol.asyncDispose]();
    } catch (error) {
      this.#options.onFailure(error);
    }
  }
}
