/** What a transcript is: words that a program heard in a recording, and which program. Nobody has checked them. */
import type { SUBTITLE_LANGUAGES } from "./label-taken.ts";
import type { ProgramUse } from "./program-use.ts";

/** Stands in whatever is said of a transcript. */
export const MACHINE_MADE = "machine-made-unchecked";
export const MACHINE_MADE_WORDS =
  "机器生成，未经人工核对 · made by a machine, not checked by a person";

export interface TranscriptTaken {
  readonly mark: typeof MACHINE_MADE;
  /** As the operator says of the program. */
  readonly language: (typeof SUBTITLE_LANGUAGES)[number];
  readonly cues: number;
  /** What heard it, and what that wrote; the words themselves are in the transcript alone. */
  readonly program: ProgramUse;
}
