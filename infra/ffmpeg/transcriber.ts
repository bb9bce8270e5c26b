/** Transcriber in the box: ffmpeg makes one plain sound of a recording, and the installed program is given that and nothing else. */
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { noSound, noTranscriber } from "../../services/derived/transcript/ask-transcript.ts";
import { readTranscript } from "../../services/derived/transcript/read-transcript.ts";
import type {
  Transcribed,
  Transcriber,
  Transcribing,
} from "../../services/derived/transcript/transcriber.ts";
import { MACHINE_MADE } from "../../services/evidence/transcript-taken.ts";
import { MAX_STREAMS, checkMediaInfo } from "../../services/media/media-info.ts";
import type { JobFolders, MediaJob } from "../../services/media/media-tools.ts";
import { transcriberOf } from "../../services/media/programs/fitting-program.ts";
import type { MakerPrograms } from "../../services/media/programs/maker-programs.ts";
import { limitsOf } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { parseFfprobe } from "./ffprobe-output.ts";
import { runFfprobe } from "./ffprobe-run.ts";
import { heardRun } from "./heard-run.ts";
import { QUIET, type Recipe, argumentsOf, restrictions } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";

const SOUND = "out/sound";

export class BoxedTranscriber implements Transcriber {
  readonly #sandbox: Sandbox;
  readonly #folders: Pick<JobFolders, "open">;
  readonly #programs: MakerPrograms;

  constructor(sandbox: Sandbox, folders: Pick<JobFolders, "open">, programs: MakerPrograms) {
    this.#sandbox = sandbox;
    this.#folders = folders;
    this.#programs = programs;
  }

  async transcribe(
    job: MediaJob,
    { family, sizeBytes }: Transcribing,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<Transcribed> {
    const program = transcriberOf(this.#programs.installed);
    if (program === null) throw noTranscriber();
    const json = await runFfprobe(this.#sandbox, job.folder, "in/src", family, signal);
    const info = checkMediaInfo(parseFfprobe(json, family));
    if (info.audio === null) throw noSound();
    const args = argumentsOf(soundRecipe(family));
    const { folder } = job;
    const limits = limitsOf(info, sizeBytes);
    const run = { sandbox: this.#sandbox, folder, tool: "ffmpeg", args, limits, signal } as const;
    await heardRun(run, (moved) => ({ onLine: moved }));
    onProgress(0.2);
    await using sound = await this.#folders.open();
    await rename(join(folder, SOUND), join(sound.folder, "in", "src"));
    await using written = await this.#programs.open(sound, program, signal);
    const cues = readTranscript(await readFile(join(written.folder, "in", "src")));
    onProgress(1);
    const { version } = this.#sandbox;
    const { language } = program.description;
    return {
      cues,
      taken: { mark: MACHINE_MADE, language, cues: cues.length, program: written.program },
      madeBy: { tool: "ffmpeg", version, arguments: args, method: "encode" },
    };
  }
}

/** 16,000 samples a second of one channel, as such programs take it; silence before a sound that begins later than its picture. */
const soundRecipe = (family: Container): Recipe => ({
  input: [...QUIET, "-progress", "pipe:2", ...restrictions(family, MAX_STREAMS)],
  output: [
    ...["-map", "0:a:0", "-vn", "-dn", "-sn", "-map_metadata", "-1", "-map_chapters", "-1"],
    ...["-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", "16000"],
    ...["-c:a", "pcm_s16le", "-fflags", "+bitexact", "-f", "wav"],
  ],
  outputFile: SOUND,
});
