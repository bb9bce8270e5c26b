/** The block "derived" of a manifest: of which originals a recording was made here, what was taken of them, and how. One form a kind. */
import { z } from "zod";
import type { Derivation, Taken } from "../evidence/derivation.ts";
import {
  REBUILD_METHODS,
  REBUILT_ASSUMPTIONS,
  type RebuiltRange,
  type RebuiltTaken,
} from "../evidence/rebuilt-taken.ts";
import { FILLS, type RedactionTaken, VOICES } from "../evidence/redaction-taken.ts";
import { EXCERPT_WAYS, type ExcerptSpan, type ExcerptTaken } from "../evidence/excerpt-taken.ts";
import {
  LABEL_CLOCKS,
  LABEL_PLACES,
  LABEL_SIZES,
  type LabelTaken,
  SUBTITLE_LANGUAGES,
} from "../evidence/label-taken.ts";
import { MACHINE_MADE, type TranscriptTaken } from "../evidence/transcript-taken.ts";
import type { StillTaken } from "../evidence/still-taken.ts";
import {
  digest,
  id,
  instant,
  madeBy,
  madeByOf,
  offset,
  program,
  programOf,
  size,
  text,
} from "./manifest-parts.ts";

/** In order. `beginsAtMs`: where each begins in it; `begunAt`: when this service began to receive it. */
const from = z
  .array(
    z.strictObject({
      ...{ item: id, sha256: digest },
      ...{ beginsAtMs: size.optional(), begunAt: instant.optional() },
    }),
  )
  .min(1)
  .max(400);

/** See evidence/excerpt-taken.ts for what each says. */
const span = z
  .strictObject({ firstPacket: size, packets: size, firstUs: offset, lastUs: offset })
  .optional();
const excerptTaken = z.strictObject({
  ...{ how: z.enum(EXCERPT_WAYS), fromMs: size, toMs: size },
  ...{ zeroUs: offset, beginsUs: offset, video: span, audio: span },
});

/** See evidence/still-taken.ts for what each says. */
const stillTaken = z.strictObject({
  ...{
    askedMs: size,
    atUs: offset,
    pts: offset,
    timeBase: z.string().regex(/^[1-9]\d{0,9}\/[1-9]\d{0,9}$/),
  },
  ...{ zeroUs: offset, frame: size.optional(), frameSha256: digest },
  ...{ pixelFormat: z.string().regex(/^\w{1,30}$/), rotation: offset },
  wall: z.strictObject({ at: instant, clockOffsetMs: offset.optional() }).optional(),
});

/** Of each its time, its place and its size: "0 1000 1000 3000 3000;600 …". A list of objects would be deeper than a manifest may be. */
const points = z
  .string()
  .max(128 << 10)
  .regex(/^\d{1,16}( -?\d{1,16}){2}( \d{1,16}){2}(;\d{1,16}( -?\d{1,16}){2}( \d{1,16}){2})*$/);
/** See evidence/redaction-taken.ts; absent `toMs`: up to the end. */
const redactionTaken = z.strictObject({
  pictures: z.array(
    z.strictObject({
      ...{ fill: z.enum(FILLS), fromMs: size, toMs: size.optional() },
      points,
    }),
  ),
  sound: z.array(z.strictObject({ how: z.enum(VOICES), fromMs: size, toMs: size.optional() })),
  proof: z.strictObject({
    ...{ frames: size, coveredFrames: size, samples: size, silentSamples: size, packets: size },
  }),
});

/** Of each where it begins and ends, and how many pictures stand before it: "1000 2000 30;…". */
const ranges = z
  .string()
  .max(64 << 10)
  .regex(/^(\d{1,16} \d{1,16} \d{1,16}(;\d{1,16} \d{1,16} \d{1,16})*)?$/);
/** See evidence/rebuilt-taken.ts for what each says. */
const rebuiltTaken = z.strictObject({
  method: z.enum(REBUILD_METHODS),
  copied: z.strictObject({ firstByte: size, endByte: size, outputByte: size }),
  picture: z
    .strictObject({ coding: z.enum(["h264", "h265"]), samples: size, keys: size, bytes: size })
    .optional(),
  sound: z.strictObject({ coding: z.enum(["aac", "pcm"]), samples: size, bytes: size }).optional(),
  durationMs: size,
  unused: z.strictObject({ bytes: size, ranges, notListed: size }),
  ...{ leftOutTracks: size, otherSets: size, searchEndedAt: size.optional() },
  assumed: z.array(z.enum(REBUILT_ASSUMPTIONS)).min(1),
  rehearsal: z.strictObject({
    ...{ pictures: size, picturesFound: size, sounds: size, soundsFound: size },
  }),
});

/** See evidence/label-taken.ts; the words of subtitles are in the copy alone. */
const labelTaken = z.strictObject({
  ...{ lines: z.array(text), place: z.enum(LABEL_PLACES), size: z.enum(LABEL_SIZES) },
  timeCode: z.boolean(),
  wall: z
    .strictObject({
      ...{ at: instant, clock: z.enum(LABEL_CLOCKS), clockOffsetMs: offset.optional() },
      zoneMinutes: offset,
    })
    .optional(),
  subtitles: z
    .strictObject({
      ...{ sha256: digest, cues: size, language: z.enum(SUBTITLE_LANGUAGES), burned: z.boolean() },
    })
    .optional(),
  ...{ zeroUs: offset, frames: size, widthPx: size, heightPx: size },
});

/** See evidence/transcript-taken.ts; the words are in the transcript alone. */
const transcriptTaken = z.strictObject({
  ...{ mark: z.literal(MACHINE_MADE), language: z.enum(SUBTITLE_LANGUAGES), cues: size },
  program,
});

/** Stands there where the recording was made here and not received. */
export const derived = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("joined"), from, madeBy }),
  z.strictObject({ kind: z.literal("excerpt"), from, taken: excerptTaken, madeBy }),
  z.strictObject({ kind: z.literal("still"), from, taken: stillTaken, madeBy }),
  z.strictObject({ kind: z.literal("redacted"), from, taken: redactionTaken, madeBy }),
  z.strictObject({ kind: z.literal("rebuilt"), from, taken: rebuiltTaken, madeBy }),
  z.strictObject({ kind: z.literal("labelled"), from, taken: labelTaken, madeBy }),
  z.strictObject({ kind: z.literal("transcript"), from, taken: transcriptTaken, madeBy }),
]);
type Derived = z.infer<typeof derived>;

export function derivedOf(derivation: Derivation): Derived {
  const { from: inputs, madeBy: how } = derivation;
  const { kind, ...taken } = takenOf(derivation);
  return {
    kind,
    from: inputs.map(({ itemId, sha256, beginsAtMs, begunAt }) => ({
      ...{ item: itemId, sha256 },
      ...(beginsAtMs === null ? {} : { beginsAtMs: String(beginsAtMs) }),
      ...(begunAt === null ? {} : { begunAt }),
    })),
    ...taken,
    madeBy: madeByOf(how),
  } as Derived;
}

type Written<D = Derived> = D extends unknown ? Omit<D, "from" | "madeBy"> : never;

function takenOf(of: Taken): Written {
  switch (of.kind) {
    case "joined":
      return { kind: "joined" };
    case "excerpt":
      return { kind: "excerpt", taken: excerptOf(of.taken) };
    case "still":
      return { kind: "still", taken: stillOf(of.taken) };
    case "redacted":
      return { kind: "redacted", taken: redactionOf(of.taken) };
    case "rebuilt":
      return { kind: "rebuilt", taken: rebuiltOf(of.taken) };
    case "labelled":
      return { kind: "labelled", taken: labelOf(of.taken) };
    case "transcript":
      return { kind: "transcript", taken: transcriptOf(of.taken) };
  }
}

const excerptOf = ({ how, fromMs, toMs, zeroUs, beginsUs, video, audio }: ExcerptTaken) => ({
  ...{ how, fromMs: String(fromMs), toMs: String(toMs) },
  ...{ zeroUs: String(zeroUs), beginsUs: String(beginsUs) },
  // What is undefined is left out.
  ...{ video: video && spanOf(video), audio: audio && spanOf(audio) },
});

const spanOf = ({ firstPacket, packets, firstUs, lastUs }: ExcerptSpan) => ({
  ...{ firstPacket: String(firstPacket), packets: String(packets) },
  ...{ firstUs: String(firstUs), lastUs: String(lastUs) },
});

const stillOf = ({ frame, frameSha256, pixelFormat, timeBase, wall, ...at }: StillTaken) => ({
  ...{ askedMs: String(at.askedMs), atUs: String(at.atUs), pts: String(at.pts), timeBase },
  ...{ zeroUs: String(at.zeroUs), ...(frame === null ? {} : { frame: String(frame) }) },
  ...{ frameSha256, pixelFormat, rotation: String(at.rotation) },
  ...(wall === null ? {} : { wall: wallOf(wall) }),
});

const wallOf = ({ at, clockOffsetMs }: NonNullable<StillTaken["wall"]>) => ({
  ...{ at, ...(clockOffsetMs === null ? {} : { clockOffsetMs: String(clockOffsetMs) }) },
});

const redactionOf = ({ pictures, sound, proof }: RedactionTaken) => ({
  pictures: pictures.map(({ fill, fromMs, toMs, points: all }) => ({
    ...{ fill, ...rangeOf(fromMs, toMs) },
    points: all
      .map(({ atMs, x, y, width, height }) => [atMs, x, y, width, height].join(" "))
      .join(";"),
  })),
  sound: sound.map(({ how, fromMs, toMs }) => ({ how, ...rangeOf(fromMs, toMs) })),
  proof: {
    ...{ frames: String(proof.frames), coveredFrames: String(proof.coveredFrames) },
    ...{ samples: String(proof.samples), silentSamples: String(proof.silentSamples) },
    packets: String(proof.packets),
  },
});

const rangeOf = (fromMs: number, toMs: number | null) => ({
  fromMs: String(fromMs),
  ...(toMs === null ? {} : { toMs: String(toMs) }),
});

const rebuiltOf = ({ copied, picture, sound, unused, rehearsal, ...of }: RebuiltTaken) => ({
  method: of.method,
  copied: {
    ...{ firstByte: String(copied.firstByte), endByte: String(copied.endByte) },
    outputByte: String(copied.outputByte),
  },
  ...(picture === null ? {} : { picture: pictureOf(picture) }),
  ...(sound === null ? {} : { sound: soundOf(sound) }),
  durationMs: String(of.durationMs),
  unused: {
    ...{ bytes: String(unused.bytes), ranges: unused.ranges.map(rangeText).join(";") },
    notListed: String(unused.notListed),
  },
  ...{ leftOutTracks: String(of.leftOutTracks), otherSets: String(of.otherSets) },
  ...(of.searchEndedAt === null ? {} : { searchEndedAt: String(of.searchEndedAt) }),
  assumed: [...of.assumed],
  rehearsal: {
    ...{ pictures: String(rehearsal.pictures), picturesFound: String(rehearsal.picturesFound) },
    ...{ sounds: String(rehearsal.sounds), soundsFound: String(rehearsal.soundsFound) },
  },
});

const rangeText = ({ firstByte, endByte, afterPictures }: RebuiltRange): string =>
  [firstByte, endByte, afterPictures].join(" ");

const pictureOf = ({ coding, samples, keys, bytes }: NonNullable<RebuiltTaken["picture"]>) => ({
  ...{ coding, samples: String(samples), keys: String(keys), bytes: String(bytes) },
});

const soundOf = ({ coding, samples, bytes }: NonNullable<RebuiltTaken["sound"]>) => ({
  ...{ coding, samples: String(samples), bytes: String(bytes) },
});

const transcriptOf = ({ mark, language, cues, program: use }: TranscriptTaken) => ({
  ...{ mark, language, cues: String(cues), program: programOf(use) },
});

const labelOf = ({ wall, subtitles, ...label }: LabelTaken) => ({
  ...{ lines: [...label.lines], place: label.place, size: label.size, timeCode: label.timeCode },
  ...(wall === null
    ? {}
    : {
        wall: {
          ...{ at: wall.at, clock: wall.clock },
          ...(wall.clockOffsetMs === null ? {} : { clockOffsetMs: String(wall.clockOffsetMs) }),
          zoneMinutes: String(wall.zoneMinutes),
        },
      }),
  ...(subtitles === null ? {} : { subtitles: { ...subtitles, cues: String(subtitles.cues) } }),
  ...{ zeroUs: String(label.zeroUs), frames: String(label.frames) },
  ...{ widthPx: String(label.widthPx), heightPx: String(label.heightPx) },
});
