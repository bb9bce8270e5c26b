/** The shapes of /api/v1 about transcripts: see derived-schema.ts. */
import { z } from "zod";
import { SUBTITLE_LANGUAGES } from "../evidence/label-taken.ts";
import { MACHINE_MADE } from "../evidence/transcript-taken.ts";
import { ProgramBody } from "./copy-schema.ts";
import { PURPOSE_FIELDS } from "./purpose-schema.ts";

export const TranscriptRequest = z.strictObject(PURPOSE_FIELDS);

/** All but what every kind has. */
export const TRANSCRIPT_FIELDS = {
  ...{ kind: z.literal("transcript"), itemId: z.uuid() },
  taken: z
    .object({
      mark: z.literal(MACHINE_MADE).describe("Made by a machine, not checked by a person"),
      ...{ language: z.enum(SUBTITLE_LANGUAGES), cues: z.int() },
      program: ProgramBody.describe("What heard the words, in the sound that madeBy tells of"),
    })
    .nullable()
    .describe("Null until it is made"),
};

export const TranscriberBody = z
  .object({ name: z.string(), version: z.string() })
  .nullable()
  .describe("The program that can be asked for a transcript; null: none is installed");
