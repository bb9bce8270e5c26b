/**
 * Whether what one recorder of a camera missed is in what another has. Pure.
 *
 * All is judged in this service's time. A hole is taken as long, and what the other has as short, as the errors of both clocks
 * allow; so what is called covered is. Whether both cameras see the same, people must look.
 */
import { type Placed, holeBetween, inPlace } from "./holes.ts";
import { type Spanned, houseSpan } from "./segment-clocks.ts";
import type { Lane } from "./take.ts";

/** Ms since 1970 by this service's clock. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export type CoverSegment = Placed &
  Spanned & { readonly track: string; readonly lane: Lane; readonly cause: string | null };

/** "covered": the other recorded all of it. "partly": some of it. "missed": none that is shown, and surely not all. "unknown": a clock was not measured, clocks are too inexact, or the other's segments are still to come. */
export const COVER_STATES = ["covered", "partly", "missed", "unknown"] as const;
export type CoverState = (typeof COVER_STATES)[number];

export interface Cover {
  readonly state: CoverState;
  /** When it was, as long as it may have been; null: not known. */
  readonly hole: Stretch | null;
  /** Of that, what the other is not shown to have; null: not known. */
  readonly open: readonly Stretch[] | null;
}

export interface OtherRecorder {
  /** All that it has, in its place: what is missing of one is missing. */
  readonly tracks: readonly string[];
  /** Those in and around the hole, in any order. */
  readonly segments: readonly CoverSegment[];
  /** No segment of it is of an unknown time. */
  readonly isAllTimed: boolean;
  /** When the newest began; Infinity: nothing more is to come. */
  readonly reachesMs: number;
}

export interface HoleEnds {
  readonly before: CoverSegment | null;
  readonly behind: CoverSegment | null;
  readonly missingMs: number | null;
}

/** What neighbours may be apart by, as in `HOLE_RULE`. */
const TOLERANCE_MS = 150;

const UNKNOWN: Cover = { state: "unknown", hole: null, open: null };

export function coverOf(ends: HoleEnds, other: OtherRecorder): Cover {
  const hole = holeStretch(ends);
  if (hole === null) return UNKNOWN;
  const open = less([hole], common(other, surely));
  if (open.length === 0) return { state: "covered", hole, open };
  const least = leastOf(ends);
  const has = common(other, surely).some((one) => least !== null && touches(one, least));
  const isAllHere = other.isAllTimed && other.reachesMs > hole.toMs;
  const isMissed = isAllHere && least !== null && less([least], common(other, perhaps)).length > 0;
  if (has) return { state: "partly", hole, open };
  return { state: isMissed ? "missed" : "unknown", hole, open };
}

/** As short as it may have been; null: nothing of it is sure. */
function leastOf({ before, behind }: HoleEnds): Stretch | null {
  const [first, last] = [before, behind].map((one) => (one === null ? null : houseSpan(one)));
  if (first == null || last == null) return null;
  const least = { fromMs: first.toMs + first.errorMs, toMs: last.fromMs - last.errorMs };
  return least.toMs > least.fromMs ? least : null;
}

/** As long as it may have been. Null: its ends are not known, or say less than the media's times. */
export function holeStretch({ before, behind, missingMs }: HoleEnds): Stretch | null {
  const [first, last] = [before, behind].map((one) => (one === null ? null : houseSpan(one)));
  if (before === null || first == null || last == null) return null;
  // Of what was cut off nobody knows where.
  const endMs = (before.isComplete ? first.toMs : first.fromMs) - first.errorMs;
  const beginMs = last.fromMs + last.errorMs;
  const hole = { fromMs: Math.min(endMs, beginMs), toMs: Math.max(endMs, beginMs) };
  return Math.abs(missingMs ?? 0) > hole.toMs - hole.fromMs + TOLERANCE_MS ? null : hole;
}

function common(
  { tracks, segments }: OtherRecorder,
  of: (segments: readonly CoverSegment[]) => readonly Stretch[],
): readonly Stretch[] {
  const own = segments.filter(({ cause }) => cause !== "path-repeated");
  const [first, ...more] = tracks.map((track) => of(own.filter((one) => one.track === track)));
  return more.reduce((all, one) => both(all, one), first ?? []);
}

/** As short as they may be: what follows one another by media time and by this service's clock is one. */
function surely(segments: readonly CoverSegment[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let before: CoverSegment | null = null;
  let fromMs = 0;
  for (const segment of inPlace(segments)) {
    const span = segment.isComplete ? houseSpan(segment) : null;
    if (span === null) {
      before = null;
      continue;
    }
    if (before === null || !goesOn(before, segment)) fromMs = span.fromMs + span.errorMs;
    else stretches.pop();
    stretches.push({ fromMs, toMs: span.toMs - span.errorMs });
    before = segment;
  }
  return joined(stretches.filter((one) => one.toMs > one.fromMs));
}

function goesOn(before: CoverSegment, segment: CoverSegment): boolean {
  const [last, span] = [houseSpan(before), houseSpan(segment)];
  if (last === null || span === null || holeBetween(before, segment) !== null) return false;
  return Math.abs(span.fromMs - last.toMs) <= TOLERANCE_MS + last.errorMs + span.errorMs;
}

/** As long as they may be: what was cut off ended before it was here. */
const perhaps = (segments: readonly CoverSegment[]): readonly Stretch[] =>
  joined(
    segments.flatMap((segment) => {
      const span = houseSpan(segment);
      if (span === null) return [];
      const toMs = segment.isComplete ? span.toMs : Math.max(span.toMs, Date.parse(segment.at));
      return { fromMs: span.fromMs - span.errorMs, toMs: toMs + span.errorMs };
    }),
  );

const touches = (one: Stretch, other: Stretch): boolean =>
  one.fromMs < other.toMs && one.toMs > other.fromMs;

/** In order, those that meet as one. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const one of stretches.toSorted((left, right) => left.fromMs - right.fromMs)) {
    const last = all.at(-1);
    if (last === undefined || one.fromMs > last.toMs) all.push(one);
    else all.splice(-1, 1, { ...last, toMs: Math.max(last.toMs, one.toMs) });
  }
  return all;
}

function both(left: readonly Stretch[], right: readonly Stretch[]): readonly Stretch[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const [fromMs, toMs] = [Math.max(one.fromMs, other.fromMs), Math.min(one.toMs, other.toMs)];
      return fromMs < toMs ? { fromMs, toMs } : [];
    }),
  );
}

/** A moment that has no length is in none. */
function less(from: readonly Stretch[], taken: readonly Stretch[]): readonly Stretch[] {
  return taken.reduce<readonly Stretch[]>(
    (left, { fromMs, toMs }) =>
      left.flatMap((one) =>
        [
          { fromMs: one.fromMs, toMs: Math.min(one.toMs, fromMs) },
          { fromMs: Math.max(one.fromMs, toMs), toMs: one.toMs },
        ].filter((rest) => rest.toMs > rest.fromMs),
      ),
    from,
  );
}
