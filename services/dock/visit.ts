/**
 * A docking visit as the dock keeps it: begun, known to the service, stated and signed, handed in, receipted.
 * Pure. One that is begun takes up recordings; from its statement on nothing is added to it.
 */
import { z } from "zod";
import { Camera, MAX_FILES } from "../batches/dock-statement.ts";
import {
  LAYOUT_NAMES,
  type LastSeen,
  SequenceReport,
  sequenceNumber,
} from "../batches/sequence.ts";
import { instantField } from "../kernel/fields.ts";
import type { BatchId } from "../kernel/ids.ts";
import { type Clip, isSecured } from "./clip.ts";
import { isFinal } from "./problem.ts";

export const VISIT_PROBLEMS = [
  "batch-refused",
  "batch-receipt-invalid",
  "too-many-files",
  "batch-not-stated",
] as const;
export type VisitProblem = (typeof VISIT_PROBLEMS)[number];

const LastSeenField: z.ZodType<LastSeen> = z.strictObject({
  layout: z.enum(LAYOUT_NAMES),
  series: z.string(),
  last: sequenceNumber,
});

const base = {
  id: z.uuid().transform((text) => text as BatchId),
  card: z.string(),
  camera: Camera,
  beganAt: instantField,
  /** Keys of the clips that were seen: clip.ts, `clipKey`. */
  keys: z.array(z.string()),
  problem: z.enum(VISIT_PROBLEMS).nullable(),
  failures: z.number().int().nonnegative(),
  notBefore: z.number(),
};
const stated = {
  ...base,
  lastSeen: LastSeenField.nullable(),
  /** The exact text, what it is opened with (null in version 1), and its signature in base64. */
  statement: z.string(),
  openings: z.string().nullable().default(null),
  signature: z.string(),
  /** Of `keys` those that were stated as sealed. */
  secured: z.array(z.string()),
};

export const Visit = z.discriminatedUnion("stage", [
  z.strictObject({ ...base, stage: z.literal("begun") }),
  z.strictObject({
    ...base,
    stage: z.literal("opened"),
    lastSeen: LastSeenField.nullable(),
    /** The service takes a statement of version 2. */
    takesSalted: z.boolean().default(false),
  }),
  z.strictObject({ ...stated, stage: z.literal("stated") }),
  z.strictObject({ ...stated, stage: z.literal("handed-in") }),
  z.strictObject({
    ...stated,
    stage: z.literal("receipted"),
    /** The short form of the receipt. */
    code: z.string(),
    receiptedAt: instantField,
    /** The service's own. */
    sequence: SequenceReport,
  }),
]);
export type Visit = z.infer<typeof Visit>;
export type VisitStage = Visit["stage"];
export type With<Stage extends VisitStage> = Extract<Visit, { stage: Stage }>;

/** Recordings may be added to it. */
export const isUnderWay = (visit: Visit): visit is With<"begun" | "opened"> =>
  visit.stage === "begun" || visit.stage === "opened";

/** What is known of a card at one look. */
export interface CardAtHand {
  readonly isPresent: boolean;
  readonly isScanned: boolean;
  readonly settling: number;
  /** Milliseconds since 1970 by the dock's clock; null while it is there. */
  readonly awaySince: number | null;
  /** It was away since its last visit began. */
  readonly wasAway: boolean;
  readonly there: ReadonlySet<string>;
}

/** A card that was taken out early may come back; after this long the visit is stated without it. */
export const REMOVED_MS = 3_600_000;
/** A recording that could not be read so often is stated as unreadable. */
const ENOUGH_FAILURES = 3;

/** What is wrong with a visit of so many recordings from its beginning on. */
export const problemOfSize = ({ length }: readonly string[]): VisitProblem | null =>
  length > MAX_FILES ? "too-many-files" : null;

/** It will never be stated: the next visit takes its place, and the service leaves its batch open. */
export const isUnstatable = ({ problem }: Visit): boolean =>
  problem === "too-many-files" || problem === "batch-not-stated";

/** What a visit lists at first: what is there, and what the one before did not state and is not safe. */
export function keysAtFirst(
  latest: Visit | null,
  { there }: Pick<CardAtHand, "there">,
  clipOf: (key: string) => Clip | undefined,
): string[] {
  const left = latest !== null && isUnderWay(latest) ? latest.keys : [];
  const unsafe = left.filter((key) => {
    const clip = clipOf(key);
    return clip !== undefined && !isSecured(clip);
  });
  return [...new Set([...there, ...unsafe])];
}

/** Whether a look at the card begins a visit. `latest` is the card's newest, `clipOf` its recordings. */
export function beginsVisit(
  latest: Visit | null,
  card: CardAtHand,
  clipOf: (key: string) => Clip | undefined,
): boolean {
  if (!card.isPresent || !card.isScanned || card.there.size === 0) return false;
  if (latest === null) return true;
  if (latest.problem === "too-many-files") {
    return keysAtFirst(latest, card, clipOf).length + card.settling <= MAX_FILES;
  }
  if (isUnderWay(latest)) return latest.problem === "batch-not-stated" && card.wasAway;
  if (card.wasAway) return true;
  const [listed, secured] = [new Set(latest.keys), new Set(latest.secured)];
  return [...card.there].some((key) => {
    const clip = clipOf(key);
    const isNewlySecured = clip !== undefined && isSecured(clip) && !secured.has(key);
    return !listed.has(key) || isNewlySecured;
  });
}

/** Nothing more will become of it by itself at this visit. */
export function isSettled({ problem, failures, ...clip }: Clip): boolean {
  if (clip.stage === "sealed" || clip.stage === "released") return true;
  if (isFinal(problem) || problem === "file-gone") return true;
  const isUnreadable = problem === "unreadable" || problem === "read-error";
  return isUnreadable && failures >= ENOUGH_FAILURES;
}

/** Whether the visit can be stated: it lists all, and all is settled, or the card has been away for long. */
export function isDueToState(
  visit: With<"opened">,
  card: Omit<CardAtHand, "wasAway">,
  clips: readonly Clip[],
  nowMs: number,
): boolean {
  const listed = new Set(visit.keys);
  if ([...card.there].some((key) => !listed.has(key))) return false;
  if (card.isPresent) {
    return card.isScanned && card.settling === 0 && clips.length > 0 && clips.every(isSettled);
  }
  const isGone = card.awaySince !== null && nowMs >= card.awaySince + REMOVED_MS;
  return isGone || (clips.length > 0 && clips.every(isSettled));
}
