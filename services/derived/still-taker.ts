/** Port: takes one picture out of a recording, in a box. Its one adapter is tried on real files in test/integration/derived-still.test.ts. */
import type { StillTaken } from "../evidence/still-taken.ts";
import type { MadeFile, MediaJob } from "../media/media-tools.ts";
import type { ExcerptSource } from "./excerpter.ts";

export interface MadeStill extends MadeFile {
  /** All that the file itself tells. */
  readonly taken: Omit<StillTaken, "wall">;
}

export interface StillTaker {
  /**
   * A PNG of the last picture at or before the moment, at full size and upright.
   * @throws Refusal invalid "derived/beyond-recording", "derived/nothing-in-range", "derived/pictures-missing"; else as MediaTools.make.
   */
  still(
    job: MediaJob,
    source: ExcerptSource,
    ptsMs: number,
    signal: AbortSignal,
  ): Promise<MadeStill>;
}
