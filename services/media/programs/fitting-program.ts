/** Which installed program a file is for: rules only. */
import type { ProgramUse } from "../../evidence/program-use.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { MakerProgram } from "./maker-programs.ts";
import {
  type FileMark,
  INPUT_WORD,
  OUTPUT_WORD,
  type ProgramDescription,
} from "./program-description.ts";

export interface UnknownFile {
  readonly filename: string;
  /** Its first HEAD_BYTES. */
  readonly head: Uint8Array;
}

/** One that knows it by its bytes goes before one that knows it by its name alone; else the first by name. */
export function programFor(
  installed: readonly MakerProgram[],
  file: UnknownFile,
): MakerProgram | null {
  const fits = (wantsBytes: boolean) => (program: MakerProgram) =>
    program.description.kind === "demuxer" &&
    program.description.files.some(
      (mark) => (mark.bytes !== undefined) === wantsBytes && hasMark(mark, file),
    );
  const byName = installed.toSorted(inOrder);
  return byName.find(fits(true)) ?? byName.find(fits(false)) ?? null;
}

/** The one that hears words; the first by name of several. */
export const transcriberOf = (installed: readonly MakerProgram[]): TranscriberProgram | null =>
  installed.filter(isTranscriber).toSorted(inOrder)[0] ?? null;

type TranscriberProgram = MakerProgram & {
  readonly description: Extract<ProgramDescription, { kind: "transcriber" }>;
};
const isTranscriber = (program: MakerProgram): program is TranscriberProgram =>
  program.description.kind === "transcriber";
const inOrder = (a: MakerProgram, b: MakerProgram): number =>
  a.description.name < b.description.name ? -1 : 1;

function hasMark({ extension, bytes, at }: FileMark, { filename, head }: UnknownFile): boolean {
  const isNamed = extension === undefined || filename.toLowerCase().endsWith(`.${extension}`);
  if (!isNamed || bytes === undefined) return isNamed;
  const wanted = Buffer.from(bytes, "hex");
  return wanted.equals(head.subarray(at, at + wanted.byteLength));
}

/** The very program of a use, down to each of its files and words. */
export const programOf = (
  installed: readonly MakerProgram[],
  use: ProgramUse,
): MakerProgram | null =>
  installed.find(
    (program) =>
      program.sha256 === use.sha256 &&
      program.filesSha256 === use.filesSha256 &&
      program.description.name === use.name &&
      program.description.version === use.version &&
      wordsOf(program).join("\n") === use.arguments.join("\n"),
  ) ?? null;

/** As it is given them, in the folder of a job. */
export const wordsOf = ({ description }: Pick<MakerProgram, "description">): readonly string[] =>
  description.arguments.map((word) =>
    word === INPUT_WORD ? "in/src" : word === OUTPUT_WORD ? "out" : word,
  );

export const programMissing = (kind: "invalid" | "unavailable"): Refusal =>
  new Refusal(kind, "media/program-missing", "the program that opened it is not installed here", {
    fix: "Install the same version of it in the folder that HOLDFAST_MEDIA_PROGRAMS names; holdfast doctor lists what is there.",
  });
