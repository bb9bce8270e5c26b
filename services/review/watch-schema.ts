/** The shapes of /api/v1 about looking at live sessions: see api-schema.ts. */
import { z } from "zod";
import { IdPath } from "./api-schema.ts";
import { PURPOSE_FIELDS } from "./purpose-schema.ts";

const id = IdPath.shape.id;
const number = z.string().regex(/^[1-9]\d{0,8}[.](m3u8|mp4|ts)$/);

export const WatchRequest = z.strictObject(PURPOSE_FIELDS);
export const WatchPath = z.object({ id, watchId: id });
export const WatchChannelPath = z.object({ id, watchId: id, channelId: id });
export const WatchFilePath = z.object({ id, watchId: id, channelId: id, file: number });
export const PlaylistQuery = z.object({
  window: z.coerce
    .number()
    .int()
    .min(10)
    .max(3_600)
    .optional()
    .describe(
      "Only so many seconds up to the present, for players that cannot ask for what is new",
    ),
  _HLS_skip: z
    .enum(["YES", "v2"])
    .optional()
    .describe("What is old is told by its number alone (RFC 8216bis 6.2.5.1)"),
});

const Track = z.object({
  number: z.int().describe("Of the take that it began with"),
  name: z.string(),
  playlist: z.string().describe("Address of its media playlist"),
  segments: z.int(),
  seconds: z.number().describe("That can be played"),
  beganAt: z.iso.datetime().nullable(),
  leftOut: z.object({
    count: z.int(),
    newest: z.array(
      z.object({
        ...{ link: z.int(), at: z.iso.datetime() },
        cause: z.enum(["not-complete", "no-times", "other-format"]),
      }),
    ),
  }),
});
export const WatchBody = z.object({
  ...{ id, sessionId: id, openedAt: z.iso.datetime() },
  channels: z.array(
    z.object({
      ...{ id, name: z.string(), room: z.string() },
      secondOf: id
        .nullable()
        .describe(
          "The channel whose camera it records too: what is missing there may be watched here",
        ),
      playlist: z.string().describe("Address of the playlist over all its tracks"),
      tracks: z.array(Track),
      aside: z
        .array(
          z.object({
            ...{ link: z.int(), itemId: id, at: z.iso.datetime(), bytes: z.int() },
            cause: z.string().nullable(),
          }),
        )
        .describe("What came late, or under a name that other bytes have: not in the playlist"),
    }),
  ),
});
