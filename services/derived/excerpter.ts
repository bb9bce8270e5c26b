/** Port: takes a part out of a recording, in a box. Its one adapter is tried on real files in test/integration/derived-excerpt.test.ts. */
import type { ExcerptTaken } from "../evidence/excerpt-taken.ts";
import type { MadeFile, MediaJob } from "../media/media-tools.ts";
import type { Container } from "../source/container.ts";
import type { ExcerptParameters } from "./excerpt-range.ts";

/** The file of the job at "in/src". */
export interface ExcerptSource {
  readonly family: Container;
  readonly sizeBytes: number;
}

export interface MadeExcerpt extends MadeFile {
  readonly taken: ExcerptTaken;
}

export interface Excerpter {
  /**
   * One MP4 of the first picture and the first sound in the range. "packets": the digests in `madeBy.packets` are over the packets that
   * `taken` names, and the same in the recording and in what was made.
   * @throws Refusal invalid "derived/beyond-recording", "derived/longer-than-recording", "derived/nothing-in-range",
   * "derived/not-as-it-is", "derived/pictures-missing"; "media/unreadable" if a packet was lost or altered; else as MediaTools.make.
   */
  excerpt(
    job: MediaJob,
    source: ExcerptSource,
    wanted: Omit<ExcerptParameters, "itemId">,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeExcerpt>;
}
