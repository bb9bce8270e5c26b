/** What the same recorder recorded last before a recording of a session, and first after it; and for how long it recorded nothing between. Pure. */
import type { ItemId } from "../kernel/ids.ts";
import { type GapClock, type Placed, certaintyBetween, placedRecordings } from "./continuity.ts";
import { type Pause, type Recording, recorderOf } from "./session.ts";

export interface Neighbour {
  readonly itemId: ItemId;
  /** Between the two, on our clock as far as it was measured; 0: they join on, or overlap. */
  readonly gapMs: number;
  /** So much of it somebody paused. */
  readonly pausedMs: number;
  readonly clock: GapClock;
  /** The gap may be longer or shorter by so much. */
  readonly errorMs: number;
}

export interface Neighbours {
  readonly before: Neighbour | null;
  readonly after: Neighbour | null;
}

export const NO_NEIGHBOURS: Neighbours = { before: null, after: null };

/** What runs beside it for longer is of another camera of the same recorder, and neither before nor after it. */
const OVERLAP_MS = 1_000;

/** None where the time of the recording itself is not known. */
export function neighboursOf(
  itemId: ItemId,
  recordings: readonly Recording[],
  pauses: readonly Pause[],
): Neighbours {
  const timed = placedRecordings(recordings);
  const own = timed.find(({ recording }) => recording.itemId === itemId);
  if (own === undefined) return NO_NEIGHBOURS;
  const { key } = recorderOf(own.recording);
  const line = timed.filter(({ recording }) => recorderOf(recording).key === key);
  const before = line
    .filter(({ from, to }) => from < own.from && to <= own.from + OVERLAP_MS)
    .toSorted((one, other) => other.to - one.to)
    .at(0);
  const after = line
    .filter(({ from }) => from > own.from && from >= own.to - OVERLAP_MS)
    .toSorted((one, other) => one.from - other.from)
    .at(0);
  return {
    before: before === undefined ? null : between(before, own, before, pauses),
    after: after === undefined ? null : between(own, after, after, pauses),
  };
}

function between(
  first: Placed,
  second: Placed,
  { recording: { itemId } }: Placed,
  pauses: readonly Pause[],
): Neighbour {
  const overlaps = pauses.map(({ from, to }) =>
    Math.max(0, Math.min(Date.parse(to), second.from) - Math.max(Date.parse(from), first.to)),
  );
  return {
    ...{ itemId, gapMs: Math.max(0, second.from - first.to) },
    pausedMs: overlaps.reduce((sum, each) => sum + each, 0),
    ...certaintyBetween(first.recording, second.recording),
  };
}
