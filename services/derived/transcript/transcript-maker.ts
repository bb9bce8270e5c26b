/** Maker of transcripts: the words that a program heard in one recording, as a text of its own that says what it is. */
import { Readable } from "node:stream";
import type { JobFolders, MediaJob } from "../../media/media-tools.ts";
import { interrupted } from "../../media/local-copy.ts";
import { type Maker, fromInputs } from "../maker.ts";
import { writeTranscript } from "./read-transcript.ts";
import type { Transcribed, Transcriber } from "./transcriber.ts";

const OUT = "transcript.vtt";

export const transcriptMaker = (transcriber: Transcriber): Maker<"transcript"> => ({
  async make({ request, job, folders, files: [source], onProgress, signal }) {
    const heard = await transcriber.transcribe(job, source, onProgress, signal);
    if (signal.aborted) throw interrupted(signal.reason);
    const path = await writeTranscriptFile(folders, job, heard);
    const { taken, madeBy } = heard;
    const from = fromInputs(request.inputs);
    return { path, derivation: { kind: "transcript", taken, from, madeBy } };
  },
});

/** Answers where it lies. */
export const writeTranscriptFile = (
  folders: Pick<JobFolders, "keep">,
  job: MediaJob,
  { cues, taken }: Pick<Transcribed, "cues" | "taken">,
): Promise<string> =>
  folders.keep(job, Readable.from([Buffer.from(writeTranscript(cues, taken.program))]), OUT);
