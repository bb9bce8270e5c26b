/** What an operator writes down of a maker's program that they installed: which files it is for, and how it is run. */
import { z } from "zod";
import { SUBTITLE_LANGUAGES } from "../../evidence/label-taken.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { parseStrictJson } from "../../kernel/strict-json.ts";
import { HEAD_BYTES } from "../../source/container.ts";

/** Its file in the folder of each program. */
export const DESCRIPTION = "program.json";
export const DESCRIPTION_BYTES = 64 << 10;

/** What a word of the arguments is put in place of: the recording, and the folder to write to. */
export const INPUT_WORD = "{input}";
export const OUTPUT_WORD = "{output}";

const MIB = 1 << 20;

/** Below the program's own folder; never above it, and nothing hidden. */
const InFolder = z
  .string()
  .max(300)
  .regex(/^[\w+-][\w.+-]*(\/[\w+-][\w.+-]*)*$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[\w+-][\w .+-]{0,59}$/);
/** No shell reads it. */
const word = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x20-\x7e]*$/);

/** An extension, or leading bytes, or both: then a file must have both. */
const FileMark = z
  .strictObject({
    extension: z
      .string()
      .regex(/^[a-z0-9]{1,12}$/)
      .optional(),
    bytes: z
      .string()
      .regex(/^([0-9a-f]{2}){2,64}$/)
      .optional(),
    at: z
      .int()
      .min(0)
      .max(HEAD_BYTES - 64)
      .default(0),
  })
  .refine(({ extension, bytes }) => extension !== undefined || bytes !== undefined);
export type FileMark = z.infer<typeof FileMark>;

const times = (wanted: string) => (words: readonly string[]) =>
  words.filter((each) => each === wanted).length === 1;

const FIELDS = {
  ...{ name, version: name, executable: InFolder },
  /** Of each file it is shipped with; left out, they are what they are when the media process starts. */
  sha256: z.record(InFolder, digest).optional(),
  arguments: z.array(word).max(40).refine(times(INPUT_WORD)).refine(times(OUTPUT_WORD)),
};

const DemuxerDescription = z.strictObject({
  ...{ kind: z.literal("demuxer"), ...FIELDS },
  files: z.array(FileMark).min(1).max(20),
  limits: z
    .strictObject({
      memoryMiB: z.int().min(16).max(4_096).default(1_024),
      minutes: z.int().min(1).max(45).default(10),
      /** Left out: twice the recording and 64 MiB. */
      outputMiB: z.int().min(1).max(1_048_576).optional(),
    })
    .prefault({}),
});

/** It is given a WAV of one channel of 16,000 samples a second, and writes WebVTT. */
const TranscriberDescription = z.strictObject({
  ...{ kind: z.literal("transcriber"), ...FIELDS },
  /** Of the words that it writes. */
  language: z.enum(SUBTITLE_LANGUAGES).default("und"),
  limits: z
    .strictObject({
      memoryMiB: z.int().min(16).max(65_536).default(4_096),
      minutes: z.int().min(1).max(720).default(120),
      outputMiB: z.int().min(1).max(64).default(4),
    })
    .prefault({}),
});

export const ProgramDescription = z.discriminatedUnion("kind", [
  DemuxerDescription,
  TranscriberDescription,
]);
export type ProgramDescription = z.infer<typeof ProgramDescription>;

/** @throws Refusal invalid "media/bad-program". */
export function parseDescription(bytes: Uint8Array): ProgramDescription {
  try {
    const json = parseStrictJson(bytes, { maxBytes: DESCRIPTION_BYTES, maxDepth: 4 });
    return ProgramDescription.parse(json);
  } catch (cause) {
    throw new Refusal("invalid", "media/bad-program", "this describes no program", { cause });
  }
}

/** What one run may take, of a recording of so many bytes. */
export function programLimits({ limits }: ProgramDescription, sizeBytes: number) {
  const { memoryMiB, minutes, outputMiB } = limits;
  return {
    wallMs: minutes * 60_000,
    memoryBytes: memoryMiB * MIB,
    outputBytes: outputMiB === undefined ? 2 * sizeBytes + 64 * MIB : outputMiB * MIB,
  };
}
