/** Port: the digest of one picture of a recording as it is decoded, in a box. Its one adapter is tried on real files in test/integration/cited-picture.test.ts. */
import type { MediaJob } from "../../media/media-tools.ts";
import type { ExcerptSource } from "../excerpter.ts";
import type { CitedPicture } from "./cited-picture.ts";

export interface DigestedPicture extends Omit<CitedPicture, "madeBy"> {
  /** First line of the tool's own version text. */
  readonly version: string;
}

export interface PictureDigester {
  /**
   * Of the last picture at or before the moment.
   * @throws Refusal invalid "derived/beyond-recording", "derived/no-picture", "derived/damaged-there", "derived/pictures-missing"; else as MediaTools.make.
   */
  digest(
    job: MediaJob,
    source: ExcerptSource,
    ptsMs: number,
    signal: AbortSignal,
  ): Promise<DigestedPicture>;
}
