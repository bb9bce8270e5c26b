/** The shapes of /api/v1 about labelled copies: see derived-schema.ts. */
import { z } from "zod";
import { LabelWish } from "../derived/label/label-wish.ts";
import {
  LABEL_CLOCKS,
  LABEL_PLACES,
  LABEL_SIZES,
  SUBTITLE_LANGUAGES,
} from "../evidence/label-taken.ts";
import { PURPOSE_FIELDS } from "./purpose-schema.ts";

export const LabelledRequest = z.strictObject({
  label: LabelWish.describe(
    "Lines, clocks and subtitles. Letters that are drawn by themselves, left to right, are taken in lines; each stands there as it is written",
  ),
  ...PURPOSE_FIELDS,
});

/** All but what every kind has. */
export const LABELLED_FIELDS = {
  ...{ kind: z.literal("labelled"), itemId: z.uuid() },
  lines: z.array(z.string()).describe("As they are drawn, the stamp among them"),
  ...{ place: z.enum(LABEL_PLACES), size: z.enum(LABEL_SIZES), timeCode: z.boolean() },
  wall: z
    .object({
      ...{ at: z.iso.datetime(), clock: z.enum(LABEL_CLOCKS) },
      ...{ clockOffsetMs: z.int().nullable(), zoneMinutes: z.int() },
    })
    .nullable()
    .describe("Of the running clock: what stands at 0, whose it is, and in which zone"),
  subtitles: z
    .object({
      ...{ sha256: z.string(), cues: z.int(), language: z.enum(SUBTITLE_LANGUAGES) },
      burned: z.boolean(),
    })
    .nullable()
    .describe("Digest of the cleaned WebVTT, whose words are in the copy alone"),
  taken: z
    .object({
      ...{ zeroUs: z.int(), frames: z.int(), widthPx: z.int(), heightPx: z.int() },
    })
    .nullable()
    .describe("What was coded; null until it is made"),
};
