/** What is missing between the segments of one track, by number and by media time; each hole with its ends and its cause, as far as known. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";

/** A segment, as far as holes are judged by it. */
export interface Placed {
  readonly sequence: number | null;
  readonly mediaFromMs: number | null;
  readonly mediaToMs: number | null;
  /** When it was here, by our clock. */
  readonly at: UtcInstant;
  /** When its recording began, by its recorder's clock; null: not said. */
  readonly recordedAt: UtcInstant | null;
  readonly isComplete: boolean;
  /** Media times of one source go on; those of another begin anew. */
  readonly timeline: string;
  /** What ended the recorder's take before, by its own word; null: it says nothing. */
  readonly after: Interruption | null;
}

/** Why a recorder of ours began another take. "recorder-fault": what joins a camera's packets ended; "source-fault": the camera sent what cannot be kept. */
export const INTERRUPTIONS = [
  "recorder-away",
  "recorder-fault",
  "recorder-full",
  "source-away",
  "source-silent",
  "source-fault",
] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];

/** "sequence-missing": numbers were left out. "time-missing", "time-jumped-back": media times do not go on. "silent": nothing came. "cut": the end of a segment is missing. */
export const HOLE_KINDS = [
  "sequence-missing",
  "time-missing",
  "time-jumped-back",
  "silent",
  "cut",
] as const;
export type HoleKind = (typeof HOLE_KINDS)[number];
/** "server-away": this service did not run. "source": what the source sent says so itself. "unknown": nobody can say. */
export const HOLE_CAUSES = ["server-away", "source", "unknown", ...INTERRUPTIONS] as const;
export type HoleCause = (typeof HOLE_CAUSES)[number];

export interface Hole {
  readonly kind: HoleKind;
  readonly cause: HoleCause;
  /** By our clock: when the segment before, and the one behind, were here. */
  readonly from: UtcInstant;
  readonly to: UtcInstant;
  /** Numbers that are missing, the first and the last of them. */
  readonly firstMissing: number | null;
  readonly lastMissing: number | null;
  /** How much is missing by the media's clock; negative: it went back. */
  readonly missingMs: number | null;
}

/** When this service did not run. */
export interface Away {
  readonly from: UtcInstant;
  readonly to: UtcInstant;
}

export interface HoleRule {
  /** Media times of neighbours may differ by this: a picture and rounding. */
  readonly toleranceMs: number;
  /** No segment for this long is a hole where nothing else tells how much is missing. */
  readonly silentMs: number;
}

export const HOLE_RULE: HoleRule = { toleranceMs: 150, silentMs: 10_000 };

/** The hole between two neighbours; null: none. */
export function holeBetween(
  before: Placed,
  behind: Placed,
  away: readonly Away[] = [],
  rule: HoleRule = HOLE_RULE,
): Hole | null {
  const numbers = missingNumbers(before, behind);
  const missingMs = missingTime(before, behind);
  const kind = kindOf(before, behind, { numbers, missingMs }, rule);
  if (kind === null) return null;
  return {
    ...{ kind, cause: causeOf(kind, before, behind, away), from: before.at, to: behind.at },
    ...{ firstMissing: numbers?.first ?? null, lastMissing: numbers?.last ?? null, missingMs },
  };
}

function missingNumbers(before: Placed, behind: Placed) {
  if (before.sequence === null || behind.sequence === null) return null;
  if (before.timeline !== behind.timeline || behind.sequence <= before.sequence + 1) return null;
  return { first: before.sequence + 1, last: behind.sequence - 1 };
}

/** Over two takes of one recorder by the recorder's clock, for the media's begins anew. */
function missingTime(before: Placed, behind: Placed): number | null {
  if (before.timeline !== behind.timeline) return missingByRecorder(before, behind);
  if (before.mediaToMs === null || behind.mediaFromMs === null) return null;
  const missingMs = behind.mediaFromMs - before.mediaToMs;
  return missingMs < -WRAP_MS / 2 ? missingMs + WRAP_MS : missingMs;
}

function missingByRecorder(before: Placed, behind: Placed): number | null {
  const { recordedAt, mediaFromMs, mediaToMs } = before;
  if (recordedAt === null || behind.recordedAt === null) return null;
  if (mediaFromMs === null || mediaToMs === null) return null;
  const endedAt = Date.parse(recordedAt) + mediaToMs - mediaFromMs;
  // Two takes that overlap lack nothing.
  return Math.max(0, Date.parse(behind.recordedAt) - endedAt);
}

/** Where the clock of transport streams (33 bits of 90 kHz) begins anew, after 26 and a half hours. */
const WRAP_MS = 95_443_718;

function kindOf(
  before: Placed,
  behind: Placed,
  { numbers, missingMs }: { readonly numbers: object | null; readonly missingMs: number | null },
  { toleranceMs, silentMs }: HoleRule,
): HoleKind | null {
  if (numbers !== null) return "sequence-missing";
  // A recorder that joined again what a camera had sent before lost nothing.
  const isMended = before.timeline !== behind.timeline && missingMs !== null;
  if (!before.isComplete && !(isMended && missingMs <= toleranceMs)) return "cut";
  if (missingMs !== null && missingMs > toleranceMs) return "time-missing";
  if (missingMs !== null && missingMs < -toleranceMs) return "time-jumped-back";
  // Where media times go on, a network that was slow lost nothing.
  if (missingMs !== null) return null;
  return Date.parse(behind.at) - Date.parse(before.at) > silentMs ? "silent" : null;
}

function causeOf(kind: HoleKind, before: Placed, behind: Placed, away: readonly Away[]): HoleCause {
  // A recorder goes on while this service is away: what it lacks it knows itself.
  if (behind.after !== null && before.timeline !== behind.timeline) return behind.after;
  if (away.some(({ from, to }) => from < behind.at && to > before.at)) return "server-away";
  if (kind === "silent") return "source-silent";
  return kind === "time-jumped-back" ? "source" : "unknown";
}

/** All holes of one track, whatever order the segments came in: what came late fills what was missing. */
export function holesOf(
  segments: readonly Placed[],
  away: readonly Away[] = [],
  rule: HoleRule = HOLE_RULE,
): readonly Hole[] {
  const inOrder = inPlace(segments);
  return inOrder.flatMap((behind, place) => {
    const before = inOrder[place - 1];
    return before === undefined ? [] : (holeBetween(before, behind, away, rule) ?? []);
  });
}

/** As they were recorded, whatever order they came in. */
export const inPlace = <One extends Placed>(segments: readonly One[]): readonly One[] =>
  segments.toSorted(byPlace);

/** Within one timeline by number, else by media time; timelines by when they began here. */
function byPlace(left: Placed, right: Placed): number {
  if (left.timeline !== right.timeline) return left.at < right.at ? -1 : 1;
  if (left.sequence !== null && right.sequence !== null && left.sequence !== right.sequence) {
    return left.sequence - right.sequence;
  }
  if (left.mediaFromMs !== null && right.mediaFromMs !== null) {
    return left.mediaFromMs - right.mediaFromMs;
  }
  return left.at < right.at ? -1 : 1;
}

/** Stretches longer than `mostMs` in which no process of this service said that it ran. `beats`: from and to of each. */
export function awayTimes(beats: readonly Away[], mostMs: number): readonly Away[] {
  const inOrder = beats.toSorted((left, right) => (left.from < right.from ? -1 : 1));
  const away: Away[] = [];
  let covered: UtcInstant | null = null;
  for (const { from, to } of inOrder) {
    if (covered !== null && Date.parse(from) - Date.parse(covered) > mostMs) {
      away.push({ from: covered, to: from });
    }
    if (covered === null || to > covered) covered = to;
  }
  return away;
}
