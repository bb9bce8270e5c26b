/** The shapes of /api/v1 about moments that are cited: see api-schema.ts. */
import { z } from "zod";
import { MAX_DURATION_MS } from "../media/media-info.ts";
import { IdPath } from "./api-schema.ts";
import { ProgramBody, digest } from "./copy-schema.ts";
import { PURPOSE_FIELDS } from "./purpose-schema.ts";

export const WALL_FIELD = {
  wall: z
    .object({ at: z.iso.datetime(), clockOffsetMs: z.int().nullable() })
    .describe(
      "By the source's own clock, and how that stood against this service's; null: not declared",
    )
    .nullable(),
};

/** What it takes to find one picture again in the original. */
export const PICTURE_FIELDS = {
  atUs: z.int().describe("When the picture is shown, of the recording's own line"),
  pts: z.int().describe("Its time stamp as the container has it"),
  ...{ timeBase: z.string(), zeroUs: z.int() },
  frame: z.int().nullable().describe("How many pictures are shown before it; null: not countable"),
  frameSha256: digest.describe("Over the picture as it is decoded"),
  ...{ pixelFormat: z.string(), rotation: z.int() },
};

export const MomentQuery = z.strictObject({
  ptsMs: z.string().regex(/^\d{1,9}$/),
  purpose: PURPOSE_FIELDS.purpose.optional(),
  purposeKind: PURPOSE_FIELDS.purposeKind.unwrap().optional(),
});

export const MomentRequest = z.strictObject({
  ptsMs: z
    .int()
    .min(0)
    .max(MAX_DURATION_MS)
    .describe("Of the recording's own time line, as its viewing copy plays"),
  ...PURPOSE_FIELDS,
});

const CitedPictureBody = z.discriminatedUnion("state", [
  z.object({ state: z.literal("waiting").describe("It is being made; ask again") }),
  z.object({
    state: z.literal("made"),
    ...PICTURE_FIELDS,
    stream: z.int().describe("Number of the stream in the original"),
    madeBy: z.object({
      ...{ tool: z.string(), version: z.string(), recipe: z.string() },
      program: ProgramBody.nullable().describe(
        "What opened a container of its maker's own first: the picture is of what it wrote",
      ),
    }),
    command: z
      .string()
      .describe("Prints frameSha256 last, with ffmpeg 5.1 or later and the original as SOURCE"),
  }),
  z.object({
    state: z
      .enum(["none", "failed", "hidden"])
      .describe(
        "none: the recording has none there; failed: it could not be made, and is tried anew once somebody cites it again; hidden: who may not watch the picture is not told its digest",
      ),
    reason: z.string().describe("A code of README's table"),
  }),
]);
export type CitedPictureBody = z.infer<typeof CitedPictureBody>;

export const MomentBody = z.object({
  ...{ itemId: IdPath.shape.id, filename: z.string() },
  sha256: digest.nullable().describe("Of the original"),
  ptsMs: z.int().describe("Of the recording's own time line, as its viewing copy plays"),
  ...WALL_FIELD,
  page: z.string().describe("Opens the item at this moment"),
  picture: CitedPictureBody.nullable().describe(
    "The last one at or before the moment; null: nobody cited it yet, or no purpose was stated",
  ),
});
export type MomentBody = z.infer<typeof MomentBody>;
