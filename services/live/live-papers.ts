/** Exact texts about live recordings: where a channel's chain stands, and what a whole session is made of. They name nobody. */
import { z } from "zod";
import { COVER_STATES } from "./cover.ts";
import {
  boundedText,
  digestField,
  idField,
  parseExactText,
  wordsField,
} from "../casefile/exact-text.ts";
import { sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";

const instant = z.iso.datetime();
const count = z.int().min(0);

const Head = z.strictObject({
  type: z.literal("holdfast/live-head/v1"),
  session: idField,
  channel: idField,
  links: count,
  /** Of the chain, behind its last link. */
  value: digestField,
  madeAt: instant,
});
export type HeadText = z.infer<typeof Head>;

const Gap = z.strictObject({
  link: count,
  track: z.string().max(500),
  kind: z.string().max(48),
  cause: z.string().max(48),
  from: instant,
  to: instant,
  firstMissing: z.int().nullable(),
  lastMissing: z.int().nullable(),
  missingMs: z.int().nullable(),
  /** By the other recorder of its camera, as all links of both tell; left out: it has none. */
  cover: z.enum(COVER_STATES).exactOptional(),
});
export type ListedGap = z.infer<typeof Gap>;

const Take = z.strictObject({
  number: z.int().min(1),
  item: idField,
  lane: z.enum(["main", "aside"]),
  bytes: count,
  segments: count,
  /** Of the whole item; null: custody could not read it back before the list was made. */
  sha256: digestField.nullable(),
});
export type ListedTake = z.infer<typeof Take>;

/** Of each channel so many are named; the others stand in its links. */
export const MOST_TAKES = 400;
export const MOST_GAPS = 200;

const range = z.tuple([z.int(), z.int()]).nullable();
const Clock = z.strictObject({
  /** How many segments are of a time that was measured against this service's clock, that was only said, and of none. */
  ...{ measured: count, claimed: count, unknown: count },
  /** Least and most: the recorder's clock minus this service's, and the camera's minus the recorder's by the camera's word. */
  ...{ offsetMs: range, mostErrorMs: count.nullable(), cameraOffsetMs: range },
});

const Missing = z.strictObject({
  channels: z.array(idField).length(2),
  from: instant,
  to: instant,
});

const Channel = z.strictObject({
  channel: idField,
  room: wordsField,
  name: wordsField,
  media: z.string().max(16),
  links: count,
  /** Before the first link, and behind the last. */
  firstValue: digestField,
  headValue: digestField,
  /** Of the exact text of its links: a line of strict JSON each. */
  linksSha256: digestField,
  segments: count,
  takeCount: count,
  takes: z.array(Take).max(MOST_TAKES),
  /** As they were found; what came late stands in the links too. */
  gapCount: count,
  gaps: z.array(Gap).max(MOST_GAPS),
  /** The channel whose camera it records too; left out: none. */
  secondOf: idField.exactOptional(),
  /** What its segments say of clocks; left out: nothing. */
  clock: Clock.exactOptional(),
});
export type ListedChannel = z.infer<typeof Channel>;

const List = z.strictObject({
  type: z.literal("holdfast/live-list/v1"),
  session: idField,
  sessionNumber: wordsField,
  number: z.int().min(1),
  /** SHA-256 of the list before; null: this is the first. */
  previousSha256: digestField.nullable(),
  /** How often each thing happened in the session. */
  events: z.record(z.string().max(48), count),
  channels: z.array(Channel).min(1).max(1_000),
  /** Of cameras with two recorders, what neither is shown to have, the first of it and how often; left out: no camera has two. */
  missingCount: count.exactOptional(),
  missing: z.array(Missing).max(MOST_GAPS).exactOptional(),
  madeAt: instant,
});
export type ListText = z.infer<typeof List>;

const tooLong = (): Refusal =>
  new Refusal(
    "invalid",
    "live/list-too-long",
    "the session has more channels and takes than one list holds",
  );

export const headText = (head: HeadText): string => boundedText(Head, head, tooLong);
export const listText = (list: ListText): string => boundedText(List, list, tooLong);

/** @throws what the schema and strict JSON throw. */
export const parseHeadText = (text: string): HeadText => parseExactText(Head, text);

/** Null for a text that is none. */
export function parseListText(text: string): ListText | null {
  try {
    return parseExactText(List, text);
  } catch {
    return null;
  }
}

export const digestOf = (text: string) => sha256(Buffer.from(text));
