/** What is said of a rebuilt recording, strictly: which bytes were taken, which were not, and what was assumed. */
import { z } from "zod";
import {
  REBUILD_METHODS,
  REBUILT_ASSUMPTIONS,
  type RebuildMethod,
} from "../../evidence/rebuilt-taken.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const file = z.strictObject({ sha256: digest, sizeBytes: count });
const range = z.strictObject({ firstByte: count, endByte: count });

/** How it is rebuilt today. */
export const REBUILD_METHOD: RebuildMethod = "index-by-like/2";

/** More are counted and not listed. */
export const MAX_RANGES = 1_000;

export const RebuiltStatement = z.strictObject({
  kind: z.literal("holdfast/rebuilt-recording"),
  version: z.literal(1),
  method: z.enum(REBUILD_METHODS),
  broken: file,
  like: file,
  output: file,
  /** These bytes of the broken recording stand in the output from `outputByte` on, none left out and none changed. */
  copied: range.extend({ outputByte: count }),
  picture: z
    .strictObject({ coding: z.enum(["h264", "h265"]), samples: count, keys: count, bytes: count })
    .nullable(),
  sound: z
    .strictObject({ coding: z.enum(["aac", "pcm"]), samples: count, bytes: count })
    .nullable(),
  durationMs: count,
  /** Bytes of its media that belong to no picture and no sound of the output. */
  unused: z.strictObject({
    bytes: count,
    ranges: z.array(range.extend({ afterPictures: count })).max(MAX_RANGES),
    notListed: count,
  }),
  /** Tracks of the sound clip that are not in the output. */
  leftOutTracks: count,
  /** Parameter sets within the recording that the sound clip does not have: the picture may not be decoded rightly. */
  otherSets: count,
  searchEndedAt: count.nullable(),
  assumed: z.array(z.enum(REBUILT_ASSUMPTIONS)),
  /** The same search in the sound clip itself, held against its index. */
  rehearsal: z.strictObject({
    pictures: count,
    picturesFound: count,
    sounds: count,
    soundsFound: count,
  }),
});
export type RebuiltStatement = z.infer<typeof RebuiltStatement>;
