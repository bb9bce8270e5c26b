/** The shapes of /api/v1 about sessions that are recorded live: see api-schema.ts. */
import { z } from "zod";
import { COVER_STATES } from "../live/cover.ts";
import { HOLE_CAUSES, HOLE_KINDS } from "../live/holes.ts";
import { ACTS, CHANNEL_KINDS, EVENT_KINDS, LIVE_STATUSES } from "../live/live-session.ts";
import { CLOCK_BASES } from "../live/segment-clocks.ts";
import { IdPath, pageOf } from "./api-schema.ts";
import { ProvenText } from "./case-file-schema.ts";

const id = IdPath.shape.id;
const words = z.string().trim().min(1).max(200);
const instant = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const LiveChannelRequest = z.strictObject({
  room: words,
  name: words.describe("Of the camera or microphone; once in a session"),
  kind: z.enum(CHANNEL_KINDS),
  deviceId: id.describe("Of the device that pushes to it"),
  secondOf: id
    .nullable()
    .default(null)
    .describe(
      "Id of the channel whose camera this one records too, by another device: their holes are judged together",
    ),
});
export const LiveActRequest = z.strictObject({
  act: z.enum(ACTS),
  reason: words.nullable().default(null),
});
export const LiveMarkerRequest = z.strictObject({
  kind: z.enum(["marker", "announcement"]).default("marker"),
  code: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,47}$/)
    .nullable()
    .default(null)
    .describe('What happened, in a word of the house, like "rights_told"'),
  words: words.nullable().default(null),
});

const LiveEvent = z.object({
  ...{ index: z.int(), kind: z.enum(EVENT_KINDS), at: instant, by: id },
  ...{ code: z.string().nullable(), words: z.string().nullable() },
});
const Hole = z.object({
  track: z.string(),
  kind: z.enum(HOLE_KINDS),
  cause: z.enum(HOLE_CAUSES),
  ...{ from: instant, to: instant, firstMissing: z.int().nullable() },
  ...{ lastMissing: z.int().nullable(), missingMs: z.int().nullable() },
  cover: z
    .object({
      state: z
        .enum(COVER_STATES)
        .describe(
          "covered: the other recorder recorded all of it, so it is watched there; partly; missed: by both; unknown: a clock was not measured, or the other's segments are still to come",
        ),
      channel: id.describe("Of the other recorder"),
      from: instant
        .nullable()
        .describe("When it was by this service's clock, as long as it may be"),
      to: instant.nullable(),
    })
    .nullable()
    .describe("null: the channel has no other recorder"),
});
const Take = z.object({
  ...{ itemId: id, number: z.int(), track: z.string(), lane: z.enum(["main", "aside"]) },
  ...{ bytes: z.int(), segments: z.int(), openedAt: instant, endedAt: instant.nullable() },
  endReason: z.string().nullable(),
});
const ms = z.int().nullable();
const Clock = z
  .object({
    basis: z
      .enum(CLOCK_BASES)
      .describe(
        "Of when its newest segment was recorded. measured: the recorder measured its clock against this service's; claimed: it says a time by a clock that nobody measured; unknown: it says none",
      ),
    offsetMs: ms.describe("The recorder's clock minus this service's"),
    errorMs: ms.describe("What that may be wrong by"),
    cameraOffsetMs: ms.describe("The camera's clock minus the recorder's, by the camera's word"),
    cameraSpreadMs: ms.describe("By how much the camera's newest words differ"),
  })
  .describe("By the newest segment");
export const LiveChannelBody = z.object({
  ...{ id, room: z.string(), name: z.string(), kind: z.enum(CHANNEL_KINDS), deviceId: id },
  secondOf: id.nullable().describe("The channel whose camera it records too"),
  links: z.int().describe("Of its chain"),
  head: sha256.describe("The chain's value behind the last link"),
  isSound: z
    .boolean()
    .describe(
      "Links behind the newest head follow from it, the next thousand at most; custody judged those before",
    ),
  toldLinks: z.int().describe("How many links the newest head that custody made tells of"),
  lastAt: instant.nullable().describe("When its last segment was here"),
  silentSince: instant.nullable().describe("It should send, and has not since then"),
  clock: Clock,
  takes: z.array(Take),
  holes: z.array(Hole).describe("What is missing now; what came late fills what was"),
  aside: z.int().describe("Segments that came late, or under a name that other bytes have"),
});
const status = z.enum(LIVE_STATUSES);
export const LiveSessionPage = pageOf(
  z.object({
    ...{ id, number: z.string(), status, startedAt: instant },
    channels: z.array(
      z.object({
        ...{ id, room: z.string(), name: z.string(), lastAt: instant.nullable() },
        secondOf: id.nullable().describe("The channel whose camera it records too"),
        behindMs: z.int().nullable().describe("Since its last segment, while its session runs"),
        gaps: z.int().describe("Holes that were found; what came late may have filled some"),
        silentSince: instant.nullable(),
      }),
    ),
  }),
);
export const LiveSessionBody = z.object({
  status,
  channels: z.array(LiveChannelBody),
  missing: z
    .array(z.object({ channels: z.array(id), from: instant, to: instant }))
    .describe(
      "What of a camera nobody is shown to have: each hole of a channel alone, and of two recorders what neither is shown to have recorded",
    ),
  events: z.array(LiveEvent),
});

export const LivePaperHead = z.object({
  ...{ number: z.int(), links: z.int(), sha256, madeAt: instant },
  ...{ isSigned: z.boolean(), isEntered: z.boolean() },
});
export const LiveListsBody = z.object({
  lists: z.array(LivePaperHead).describe("Newest first; the newest tells all that the session has"),
});
export const LiveHeadsBody = z.object({
  heads: z.array(z.object({ links: z.int(), madeAt: instant, ...ProvenText.shape })),
});
export const LiveSegmentsBody = z.object({
  segments: z.array(
    z.object({
      ...{ link: z.int(), at: instant, value: sha256, itemId: id, offset: z.int(), size: z.int() },
      ...{ sha256, track: z.string(), lane: z.enum(["main", "aside"]), path: z.string() },
      ...{ sequence: z.int().nullable(), mediaFromMs: z.int().nullable() },
      ...{ mediaToMs: z.int().nullable(), recordedAt: instant.nullable() },
      ...{ isComplete: z.boolean(), cause: z.string().nullable() },
    }),
  ),
  next: z
    .int()
    .nullable()
    .describe("Give it as `after` for the next page; null: this was the last"),
});
const whole = z.string().regex(/^(0|[1-9]\d{0,14})$/);
export const LiveListPath = z.object({ id, number: z.string().regex(/^[1-9]\d{0,8}$/) });
export const LiveChannelPath = z.object({ id, channelId: id });
export const LiveSegmentsQuery = z.strictObject({ after: whole.optional() });
export const LiveHeadsQuery = z.strictObject({ before: whole.optional() });
export const LiveLinksQuery = z.strictObject({
  from: whole.optional().describe("Index of the first link"),
  until: whole.optional().describe("Index behind the last; else up to where the chain stands"),
});
