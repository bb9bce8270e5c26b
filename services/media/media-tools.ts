/** Port: what is done to media files, always in a sandbox and always on a local copy. Contract suite: test/contract/media-tools.contract.ts. */
import type { Bytes } from "../source/bytes.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { MediaInfo } from "./media-info.ts";
import type { Container } from "../source/container.ts";
import type { CopyPlan } from "./viewing-plan.ts";
import type { DecodedStream } from "./media-check.ts";
import type { PeaksNumbers, PositionsNumbers, StoryboardNumbers } from "./overview.ts";
import type { KeptPackets, MadeBy } from "../evidence/derivative.ts";

export interface MadeFile {
  /** Absolute path of a private file that goes with the job folder. */
  readonly path: string;
  readonly madeBy: MadeBy;
  /** Taken of it since nobody writes to it any more, by who read it anyway; left out where nobody did. */
  readonly content?: ContentDigest;
}

export interface ContentDigest {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
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

/** What is known of the input before. */
export interface Remaking {
  readonly info: MediaInfo;
  readonly sizeBytes: number;
}

export interface Remade {
  /** As of MadeFile. */
  readonly path: string;
  /** Of the streams that were taken over; null where none was. */
  readonly packets: KeptPackets | null;
}

/** Port: makes a copy again from what was written down of the first time. The adapters of MediaTools keep it, in the same suite. */
export interface CopyRemaker {
  /** First line of the version text of the tool that is here. */
  readonly version: string;
  /**
   * Runs exactly `args`, as MadeBy has them. `onProgress` hears rising parts from 0 to 1.
   * @throws Refusal invalid "media/not-ours" for arguments that no copy of ours was made with; else as MediaTools.make.
   */
  remake(
    job: MediaJob,
    args: readonly string[],
    input: Remaking,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<Remade>;
}

/** Port: decodes a recording to its end and keeps nothing of it. The adapters of MediaTools keep it, in the same suite. */
export interface MediaDecoder {
  /** First line of the version text of the tool that is here. */
  readonly version: string;
  /**
   * Decodes the picture and the sound that a copy is made of, yielding to all other work of the machine. `onProgress`
   * hears rising parts from 0 to 1.
   * @throws Refusal invalid "media/unreadable" if nothing at all comes out; else as MediaTools.make.
   */
  decode(
    job: MediaJob,
    input: Remaking,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<readonly DecodedStream[]>;
}

/** Port: what a recording is looked at by before it is played. The adapters of MediaTools keep it, in the same suite. */
export interface OverviewMaker {
  /**
   * One picture of many small ones, spread over the recording, yielding to all other work of the machine.
   * @throws Refusal invalid "media/unreadable" if no picture comes out; else as MediaTools.make.
   */
  storyboard(
    job: MediaJob,
    input: Remaking,
    signal: AbortSignal,
  ): Promise<MadeFile & { readonly numbers: StoryboardNumbers }>;
  /**
   * The wave form of its sound, likewise. `onProgress` hears rising parts from 0 to 1.
   * @throws Refusal invalid "media/unreadable" if no sound comes out; else as MediaTools.make.
   */
  peaks(
    job: MediaJob,
    input: Remaking,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeFile & { readonly numbers: PeaksNumbers }>;
  /**
   * Where it was recorded, by its own tracks of text and its tags; null where it tells no position.
   * @throws as MediaTools.make.
   */
  positions(
    job: MediaJob,
    input: Remaking,
    signal: AbortSignal,
  ): Promise<(MadeFile & { readonly numbers: PositionsNumbers }) | null>;
}

/** A private folder with the input at "in/src"; removed with everything in it when the job ends. */
export interface MediaJob {
  readonly folder: string;
}

/** Port: job folders on this machine, filled with a verified copy of an original. */
/** A file of ours that a run reads beside the recording; its name is within "in", and may have a folder of its own. */
export interface BesideFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface JobFolders {
  open(): Promise<MediaJob & AsyncDisposable>;
  /** Leaves the input alone in the folder. */
  clear(job: MediaJob): Promise<void>;
  /**
   * Writes the input, or another one beside it under a name of ours, which may have a folder of its own; flushes nothing, for
   * the folder is thrown away. A chunk is done with before the next is asked for. What `source` throws is thrown. @throws Refusal unavailable "media/scratch-full".
   */
  fill(job: MediaJob, source: AsyncIterable<Uint8Array>, name?: string): Promise<void>;
  /** First bytes of the input, for the sniffer. */
  head(job: MediaJob, bytes: number, name?: string): Promise<Uint8Array>;
  read(path: string): AsyncIterable<Uint8Array>;
  /** An input, to be read where it is wanted; closed when disposed of. */
  bytes(job: MediaJob, name?: string): Promise<Bytes & AsyncDisposable>;
  /** Writes what this process made itself, beside what tools make; answers where. @throws as `fill`. */
  keep(job: MediaJob, source: AsyncIterable<Uint8Array>, name: string): Promise<string>;
}
