/** Port: what is done to media files, always in a sandbox and always on a local copy. Contract suite: test/contract/media-tools.contract.ts. */
import type { Bytes } from "../source/bytes.ts";
import type { MediaInfo } from "./media-info.ts";
import type { Container } from "../source/container.ts";
import type { CopyPlan } from "./viewing-plan.ts";
import type { MadeBy } from "../evidence/derivative.ts";

export interface MadeFile {
  /** Absolute path of a private file that goes with the job folder. */
  readonly path: string;
  readonly madeBy: MadeBy;
}

export interface MediaTools {
  /**
   * What is in the input, opened with the demuxer of `family` and no other.
   * @throws Refusal invalid "media/unreadable", "media/not-allowed", "media/too-large";
   * unavailable "media/tool-failed", "media/timed-out", "media/interrupted" (by `signal`).
   */
  probe(job: MediaJob, family: Container, signal: AbortSignal): Promise<MediaInfo>;
  /**
   * Makes one copy. `onProgress` hears rising parts from 0 to 1. Whatever happens, no process is left.
   * @throws the same.
   */
  make(
    job: MediaJob,
    plan: CopyPlan,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeFile>;
}

/** A private folder with the input at "in/src"; removed with everything in it when the job ends. */
export interface MediaJob {
  readonly folder: string;
}

/** Port: job folders on this machine, filled with a verified copy of an original. */
export interface JobFolders {
  open(): Promise<MediaJob & AsyncDisposable>;
  /**
   * Writes the input; flushes nothing, for the folder is thrown away. What `source` throws is thrown.
   * @throws Refusal unavailable "media/scratch-full".
   */
  fill(job: MediaJob, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** First bytes of the input, for the sniffer. */
  head(job: MediaJob, bytes: number): Promise<Uint8Array>;
  read(path: string): AsyncIterable<Uint8Array>;
  /** The input, to be read where it is wanted; closed when disposed of. */
  bytes(job: MediaJob): Promise<Bytes & AsyncDisposable>;
}
