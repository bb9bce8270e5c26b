/** Port: codes a recording anew with a label in its picture, in a box. Its one adapter is tried on real files in test/integration/ffmpeg/label.test.ts. */
import type { Label, LabelTaken } from "../../evidence/label-taken.ts";
import type { MadeFile, MediaJob } from "../../media/media-tools.ts";
import type { Container } from "../../source/container.ts";
import type { Cue } from "./subtitles.ts";

/** What letters are drawn in. */
export interface LabelFont {
  readonly bytes: Uint8Array;
  /** Characters of `texts` that it has no letter for, each once. */
  readonly missingIn: (texts: readonly string[]) => readonly string[];
}

/** The file of the job at "in/src", and what is to be shown in it. */
export interface Labelling {
  readonly family: Container;
  readonly sizeBytes: number;
  readonly label: Label;
  /** Of the subtitles; none: there is no track of them. */
  readonly cues: readonly Cue[];
}

export interface LabelledFile extends MadeFile {
  readonly taken: LabelTaken;
}

export interface Labeller {
  /**
   * Every picture at its own time, at full size and upright. `onProgress` hears rising parts from 0 to 1.
   * @throws Refusal invalid "derived/no-film", "derived/label-too-wide", "derived/label-glyphs", "derived/pictures-missing",
   * "derived/too-long"; else as MediaTools.make.
   */
  label(
    job: MediaJob,
    wanted: Labelling,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<LabelledFile>;
}
