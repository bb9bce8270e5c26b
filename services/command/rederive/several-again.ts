/** What a joined recording and a transcript are made again of: all takes in order, and the very program that heard the words. */
import { joinFiles, joinedName } from "../../derived/joined-maker.ts";
import type { JoinedFile, Joiner } from "../../derived/joiner.ts";
import { type Cue, readSubtitles } from "../../derived/label/subtitles.ts";
import {
  MOST_TRANSCRIPT_BYTES,
  MOST_TRANSCRIPT_CUES,
} from "../../derived/transcript/read-transcript.ts";
import type { Transcriber } from "../../derived/transcript/transcriber.ts";
import { writeTranscriptFile } from "../../derived/transcript/transcript-maker.ts";
import type { ProgramUse } from "../../evidence/program-use.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { fillVerified } from "../../media/local-copy.ts";
import type { JobFolders, MediaJob } from "../../media/media-tools.ts";
import { programMissing } from "../../media/programs/fitting-program.ts";
import type { KeptCopy, KeptOriginal, OwnMaking } from "../../media/rederive.ts";
import { sniff } from "../../media/sniff.ts";
import { HEAD_BYTES } from "../../source/container.ts";

/** A head of ours stands before what the program wrote. */
const MOST_BYTES = 2 * MOST_TRANSCRIPT_BYTES;

interface Again {
  readonly folders: JobFolders;
  /** Of the tool that is here. */
  readonly version: string;
}

/** `takes`: all of them in order; null: it is not here. */
export const joinAgain = (
  { folders, version, joiner }: Again & { readonly joiner: Joiner },
  takes: readonly (KeptOriginal | null)[],
  sealed: Pick<KeptCopy, "arguments">,
): OwnMaking => ({
  ...{ version, inputName: joinedName(0) },
  async make(job, onProgress, signal) {
    const files: JoinedFile[] = [];
    for (const [place, take] of takes.entries()) {
      if (take === null) throw noTakes(takes.filter((each) => each === null).length);
      const name = joinedName(place);
      // The first lies there already.
      if (place > 0) await fillVerified(folders, job, await take.read(), take, name);
      const family = sniff(await folders.head(job, HEAD_BYTES, name));
      files.push({ name, family, sizeBytes: take.sizeBytes });
    }
    const numbers = files.map((_, place) => place + 1);
    const made = await joinFiles(joiner, files, numbers, { job, folders, onProgress, signal });
    requireSame(made.madeBy.arguments, sealed.arguments);
    return { path: made.path, packets: made.madeBy.packets ?? null };
  },
});

/** What is known of a transcript beside its recording. */
export interface KeptWords {
  readonly program: ProgramUse;
  /** The transcript; null: it is not here. */
  readonly made: KeptOriginal | null;
}

/** `transcriber`: the very program; null: it is not installed here. */
export const transcribeAgain = (
  { folders, version, transcriber }: Again & { readonly transcriber: Transcriber | null },
  { program, made }: KeptWords,
  sealed: Pick<KeptCopy, "arguments">,
): OwnMaking => ({
  ...{ version, program },
  async make(job, onProgress, signal) {
    if (transcriber === null) throw programMissing("invalid");
    const family = sniff(await folders.head(job, HEAD_BYTES));
    await using bytes = await folders.bytes(job);
    const source = { family, sizeBytes: bytes.sizeBytes };
    const heard = await transcriber.transcribe(job, source, onProgress, signal);
    requireSame(heard.madeBy.arguments, sealed.arguments);
    const path = await writeTranscriptFile(folders, job, heard);
    const sealedWords = made && (await wordsOf(folders, job, made));
    if (sealedWords === null) return { path, packets: null };
    const isSame = wordsIn(heard.cues) === sealedWords;
    return { path, packets: null, otherwise: isSame ? "same-words" : "other-words" };
  },
});

/** Null: it is longer than any that is made here. @throws Refusal tampered "media/original-differs". */
async function wordsOf(folders: JobFolders, job: MediaJob, made: KeptOriginal) {
  const { sizeBytes } = made;
  if (sizeBytes > MOST_BYTES) return null;
  await fillVerified(folders, job, await made.read(), made, "words");
  await using bytes = await folders.bytes(job, "words");
  const text = (await bytes.read(0, sizeBytes)).toString("utf8");
  return wordsIn(readSubtitles(text, undefined, MOST_TRANSCRIPT_CUES));
}

/** However they are broken into lines, and whenever they were said. */
const wordsIn = (cues: readonly Cue[]): string => cues.flatMap(({ lines }) => lines).join(" ");

function requireSame(made: readonly string[], sealed: readonly string[]): void {
  if (made.join("\n") === sealed.join("\n")) return;
  throw new Refusal("invalid", "media/not-ours", "it is made here with other arguments");
}

const noTakes = (missing: number): Refusal =>
  new Refusal("invalid", "rederive/no-takes", "not all of its recordings are here", {
    facts: { missing },
  });
