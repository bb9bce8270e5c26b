/** Port: hides masks in a recording, in a box, and proves of what it made that nothing of them is left. Its one adapter is tried on real files in test/integration/ffmpeg/redaction.test.ts. */
import type { HiddenProof, Masks } from "../../evidence/redaction-taken.ts";
import type { MadeFile, MediaJob } from "../../media/media-tools.ts";
import type { Container } from "../../source/container.ts";

/** The file of the job at "in/src", and what is to be hidden in it. */
export interface Redacting {
  readonly family: Container;
  readonly sizeBytes: number;
  readonly masks: Masks;
}

export interface RedactedFile extends MadeFile {
  readonly proof: HiddenProof;
}

export interface Redactor {
  /**
   * All of picture and sound is coded anew, whatever is hidden: an MP4, of a photograph a PNG. `onProgress` hears rising parts from 0 to 1.
   * @throws Refusal invalid "derived/still-there" if the proof fails, "derived/nothing-hidden", "derived/times-broken",
   * "derived/too-many-boxes", "derived/photograph"; else as MediaTools.make.
   */
  redact(
    job: MediaJob,
    wanted: Redacting,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<RedactedFile>;
}
