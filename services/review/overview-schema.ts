/** The shape of what an item is looked at by before it is played. */
import { z } from "zod";
import { PeaksNumbers, PositionsNumbers, StoryboardNumbers } from "../media/overview.ts";
import { PURPOSE_FIELDS } from "./purpose-schema.ts";

export const OverviewBody = z.object({
  state: z
    .enum(["unasked", "waiting", "made", "ready", "none"])
    .describe("unasked: none was made of what was received then; `overviews` asks for it"),
  storyboard: StoryboardNumbers.nullable().describe(
    "Places of the pictures in `derivatives/storyboard`; null: not there",
  ),
  peaks: PeaksNumbers.nullable().describe("Of `derivatives/peaks`; null: not there, or no sound"),
  positions: PositionsNumbers.nullable().describe(
    "Inside the recording, as `track.geojson` tells them; null: none was found",
  ),
});
export type OverviewBody = z.infer<typeof OverviewBody>;

/** What was marked while it was recorded live, of a take or of takes that were made one. */
export const SessionMarksBody = z.object({
  marks: z
    .array(
      z.object({
        atMs: z
          .int()
          .describe(
            "Of the recording's own time line, within about two seconds: by when the service heard of it and began to receive the recording",
          ),
        kind: z.enum(["marker", "announcement"]),
        ...{ at: z.iso.datetime(), code: z.string().nullable(), words: z.string().nullable() },
      }),
    )
    .describe("In order of time"),
});
export type SessionMarksBody = z.infer<typeof SessionMarksBody>;

const Neighbour = z.object({
  itemId: z.uuid(),
  gapMs: z
    .int()
    .describe("For so long its recorder recorded nothing between the two that you may know of"),
  pausedMs: z.int().describe("So much of it somebody paused"),
  clock: z
    .enum(["measured", "claimed", "mixed"])
    .describe("Whose time says so: ours, by measured offsets; what the device claims; or both"),
  errorMs: z.int().describe("It may be longer or shorter by so much"),
});
/** What its recorder recorded before and after it in its session, as far as the reader may know of it. */
export const NeighboursBody = z.object({
  before: Neighbour.nullable(),
  after: Neighbour.nullable(),
});
export type NeighboursBody = z.infer<typeof NeighboursBody>;

/** What stands in the cues' addresses, so that a player may follow them. */
export const CuesQuery = z.strictObject({
  purpose: PURPOSE_FIELDS.purpose.optional(),
  purposeKind: PURPOSE_FIELDS.purposeKind.unwrap().optional(),
});
