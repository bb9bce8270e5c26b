/** Port: a program that hears words in a recording, run in the box of hostile media on its sound alone. */
import type { MadeBy } from "../../evidence/derivative.ts";
import type { TranscriptTaken } from "../../evidence/transcript-taken.ts";
import type { Cue } from "../label/subtitles.ts";
import type { MediaJob } from "../../media/media-tools.ts";
import type { Container } from "../../source/container.ts";

export interface Transcribing {
  readonly family: Container;
  readonly sizeBytes: number;
}

export interface Transcribed {
  readonly cues: readonly Cue[];
  readonly taken: TranscriptTaken;
  /** Of the sound that the program was given. */
  readonly madeBy: MadeBy;
}

export interface Transcriber {
  /**
   * @throws Refusal conflict "derived/no-transcriber"; invalid "derived/no-sound", "derived/transcript"; as MediaTools.make and MakerPrograms.open.
   */
  transcribe(
    job: MediaJob,
    source: Transcribing,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<Transcribed>;
}
