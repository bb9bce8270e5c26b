/** Maker of transcripts: the words that a program heard in one recording, as a text of its own that says what it is. */
import { Readable } from "node:stream";
import { interrupted } from "../../media/local-copy.ts";
import { type Maker, fromInputs } from "../maker.ts";
import { writeTranscript } from "./read-transcript.ts";
import type { Transcriber } from "./transcriber.ts";

const OUT = "transcript.vtt";

export const transcriptMaker = (transcriber: Transcriber): Maker<"transcript"> => ({
  async make({ request, job, folders, files: [source], onProgress, signal }) {
    const { cues, taken, madeBy } = await transcriber.transcribe(job, source, onProgress, signal);
    const text = Buffer.from(writeTranscript(cues, taken.program));
    if (signal.aborted) throw interrupted(signal.reason);
    const path = await folders.keep(job, Readable.from([text]), OUT);
    const from = fromInputs(request.inputs);
    return { path, derivation: { kind: "transcript", taken, from, madeBy } };
  },
});
