/** The shapes of /api/v1 about recordings that are made of others: see api-schema.ts. */
import { z } from "zod";
import { EXCERPT_WAYS } from "../evidence/excerpt-taken.ts";
import { REBUILT_ASSUMPTIONS } from "../evidence/rebuilt-taken.ts";
import { FILLS, VOICES } from "../evidence/redaction-taken.ts";
import { MasksWish } from "../derived/redaction/masks.ts";
import { MAX_DURATION_MS } from "../media/media-info.ts";
import { IdPath } from "./api-schema.ts";
import { ProgramBody } from "./copy-schema.ts";
import { LABELLED_FIELDS } from "./derived-label-schema.ts";
import { TRANSCRIPT_FIELDS, TranscriberBody } from "./derived-transcript-schema.ts";
import { PICTURE_FIELDS, WALL_FIELD } from "./moment-schema.ts";
import { PURPOSE_FIELDS } from "./purpose-schema.ts";

const id = IdPath.shape.id;
const instant = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.int().min(1).max(1_000_000);

export const JoinedRequest = z.strictObject({
  channelId: id.nullable().default(null).describe("null: the only one of the session"),
  track: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe("As the session's takes name it; null: the only one of the channel"),
  firstTake: number.nullable().default(null).describe("By its number; null: from the first on"),
  lastTake: number.nullable().default(null).describe("null: up to the last"),
  ...PURPOSE_FIELDS,
});

const milliseconds = z.int().min(0).max(MAX_DURATION_MS);
export const ExcerptRequest = z.strictObject({
  fromMs: milliseconds.describe(
    "Of the recording's own time line, which begins with its earliest time stamp",
  ),
  toMs: milliseconds.describe("The first that is not in it"),
  how: z
    .enum(EXCERPT_WAYS)
    .default("packets")
    .describe(
      "packets: taken over as they are, from the key frame before on; exact: coded anew, just the pictures of the range",
    ),
  ...PURPOSE_FIELDS,
});

export const RedactedRequest = z.strictObject({
  masks: MasksWish.describe(
    "Boxes in parts of the picture as it is shown, and stretches of sound. A blur or pixels can be undone in part, and a voice can be known at another pitch; what is solid and what is mute is gone",
  ),
  ...PURPOSE_FIELDS,
});

export const RebuiltRequest = z.strictObject({
  likeId: id.describe("Of a recording that plays, of the same device with the same settings"),
  ...PURPOSE_FIELDS,
});

const count = z.int();
const RebuiltTaken = z.object({
  method: z.string(),
  copied: z
    .object({ firstByte: count, endByte: count, outputByte: count })
    .describe("Bytes of the first input that stand in it as they are, and from where on"),
  picture: z
    .object({ coding: z.string(), samples: count, keys: count, bytes: count })
    .nullable()
    .describe("null: it has no picture"),
  sound: z.object({ coding: z.string(), samples: count, bytes: count }).nullable(),
  durationMs: count,
  unused: z
    .object({
      bytes: count,
      ranges: z.array(z.object({ firstByte: count, endByte: count, afterPictures: count })),
      notListed: count,
    })
    .describe("Bytes of its media that belong to no picture and no sound"),
  ...{ leftOutTracks: count, otherSets: count, searchEndedAt: count.nullable() },
  assumed: z.array(z.enum(REBUILT_ASSUMPTIONS)),
  rehearsal: z
    .object({ pictures: count, picturesFound: count, sounds: count, soundsFound: count })
    .describe("The same search in the sound recording, held against its own index"),
});

const Span = z.object({
  firstPacket: z.int().describe("Counted from 0 over all of the stream, in the order they lie in"),
  ...{ packets: z.int(), firstUs: z.int(), lastUs: z.int() },
});
const ExcerptTaken = z.object({
  ...{ how: z.enum(EXCERPT_WAYS), fromMs: z.int(), toMs: z.int() },
  zeroUs: z.int().describe("The time stamp that counts as 0"),
  beginsUs: z.int().describe("What stands at 0 of the excerpt"),
  ...{ video: Span.optional(), audio: Span.optional() },
});

export const StillRequest = z.strictObject({
  ptsMs: milliseconds.describe(
    "Of the recording's own time line; the picture is the last one at or before it",
  ),
  ...PURPOSE_FIELDS,
});

const StillTaken = z.object({ askedMs: z.int(), ...PICTURE_FIELDS, ...WALL_FIELD });

const Packets = z.object({ form: z.enum(["whole", "content"]), sha256 });
const MadeBody = z.object({
  ...{ sha256, sizeBytes: z.int(), method: z.enum(["remux", "encode", "still"]) },
  ...{ tool: z.string(), version: z.string(), arguments: z.array(z.string()) },
  packets: z
    .object({ video: Packets.optional(), audio: Packets.optional() })
    .nullable()
    .describe(
      "SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made",
    ),
  program: ProgramBody.nullable().describe(
    "What opened its source first, where that is in a container of its maker's own",
  ),
});
/** The same of all kinds. */
const FACTS = {
  id: id.describe("Of the item that it becomes"),
  sessionId: id.nullable(),
  ...{ filename: z.string(), askedBy: id, askedAt: instant, purpose: z.string() },
  state: z
    .enum(["waiting", "received", "failed"])
    .describe("received: it is an item, and becomes evidence like any other"),
  failure: z.string().nullable().describe("Why it could not be made, as a code of README's table"),
  failedTake: z.int().nullable().describe("Number of the take that is in the way"),
  progress: z.number().nullable().describe("0 to 1 while it is made"),
  from: z
    .array(
      z.object({
        ...{ itemId: id, sha256, begunAt: instant.nullable() },
        beginsAtMs: z
          .int()
          .nullable()
          .describe("Where it begins in what was made; null: not known"),
      }),
    )
    .describe("In order"),
  madeBy: MadeBody.nullable(),
};

const JoinedBody = z.object({
  ...{ kind: z.literal("joined"), channelId: id },
  ...{ track: z.string(), firstTake: z.int(), lastTake: z.int() },
  ...FACTS,
});
const ExcerptBody = z.object({
  ...{ kind: z.literal("excerpt"), itemId: id, fromMs: z.int(), toMs: z.int() },
  how: z.enum(EXCERPT_WAYS),
  taken: ExcerptTaken.nullable().describe("What is really in it; null until it is made"),
  ...FACTS,
});
const StillBody = z.object({
  ...{ kind: z.literal("still"), itemId: id, ptsMs: z.int() },
  taken: StillTaken.nullable().describe("What it takes to find it again; null until it is made"),
  ...FACTS,
});
const RedactedBody = z.object({
  ...{ kind: z.literal("redacted"), itemId: id },
  pictures: z
    .array(
      z.object({
        ...{ fromMs: z.int(), toMs: z.int().nullable(), fill: z.enum(FILLS) },
        points: z.array(
          z.object({
            ...{ atMs: z.int(), x: z.int(), y: z.int(), width: z.int(), height: z.int() },
          }),
        ),
      }),
    )
    .describe("Boxes in ten-thousandths of the picture as it is shown"),
  sound: z.array(z.object({ fromMs: z.int(), toMs: z.int().nullable(), how: z.enum(VOICES) })),
  proof: z
    .object({
      ...{ frames: z.int(), coveredFrames: z.int(), samples: z.int() },
      ...{ silentSamples: z.int(), packets: z.int() },
    })
    .nullable()
    .describe("What was looked at before it was let out; null until it is made"),
  ...FACTS,
});
const RebuiltBody = z.object({
  ...{ kind: z.literal("rebuilt"), itemId: id, likeId: id },
  taken: RebuiltTaken.nullable().describe("What was found and assumed; null until it is made"),
  ...FACTS,
});
const LabelledBody = z.object({ ...LABELLED_FIELDS, ...FACTS });
const TranscriptBody = z.object({ ...TRANSCRIPT_FIELDS, ...FACTS });
export const DerivedBody = z.discriminatedUnion("kind", [
  JoinedBody,
  ExcerptBody,
  StillBody,
  RedactedBody,
  RebuiltBody,
  LabelledBody,
  TranscriptBody,
]);
export const DerivedListBody = z.object({ derived: z.array(JoinedBody).describe("Newest first") });
export const DerivationBody = z.object({
  madeFrom: DerivedBody.nullable().describe("null: it was received"),
  inputOf: z
    .array(DerivedBody)
    .describe("What was made of it, newest first, as far as you may know of it"),
  transcriber: TranscriberBody,
});
export type JoinedBody = z.infer<typeof JoinedBody>;
export type DerivedBody = z.infer<typeof DerivedBody>;
export type DerivedListBody = z.infer<typeof DerivedListBody>;
export type DerivationBody = z.infer<typeof DerivationBody>;
