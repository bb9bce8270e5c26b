/**
 * Stretches of a session that nothing recorded and no pause explains, and those that only another device recorded; on our
 * clock, as far as the clocks of the devices were measured. Pure.
 */
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import { type Recording, type Session, recorderOf } from "./session.ts";

export interface Gap {
  readonly from: UtcInstant;
  readonly to: UtcInstant;
  /** Whose recording stops there; "" where no device recorded it. */
  readonly device: string;
  /** The device that recorded on meanwhile; null: none did. */
  readonly by: string | null;
  readonly clock: GapClock;
  /** It may be longer or shorter by so much. */
  readonly errorMs: number;
}

/** Whose time says so: ours, by measured offsets; what devices claim; or both, of different recordings. */
export type GapClock = "measured" | "claimed" | "mixed";

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A recording on our clock, where its own was measured; else where its device puts it. */
export interface Placed extends Stretch {
  readonly recording: Recording;
}

export const placedRecordings = (recordings: readonly Recording[]): readonly Placed[] =>
  recordings.flatMap((recording) => {
    const { recordedAt, durationMs, clock } = recording;
    if (recordedAt === null || durationMs === null) return [];
    const from = Date.parse(recordedAt) - (clock?.offsetMs ?? 0);
    return [{ recording, from, to: from + durationMs }];
  });

/** Longer than `boundMs`. A pause counts whether or not it has a reason: that it lacks one is a finding of its own. */
export function gapsOf(
  { startedAt, stoppedAt, pauses }: Pick<Session, "startedAt" | "stoppedAt" | "pauses">,
  recordings: readonly Recording[],
  boundMs: number,
): readonly Gap[] {
  if (startedAt === null || stoppedAt === null) return [];
  const whole = { from: Date.parse(startedAt), to: Date.parse(stoppedAt) };
  const paused = pauses.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  const timed = placedRecordings(recordings);
  const open = holes(whole, [...timed, ...paused], boundMs);
  const devices = Map.groupBy(timed, ({ recording }) => recorderOf(recording).key);
  const covered = [...devices].flatMap(([key, own]): Gap[] => {
    const spans = {
      from: Math.min(...own.map(({ from }) => from)),
      to: Math.max(...own.map(({ to }) => to)),
    };
    // Only between its own recordings: a device that came later or left earlier owes nothing before or after.
    return holes(spans, [...own, ...paused, ...open], boundMs).flatMap((hole) => {
      const other = timed.find(
        (one) => recorderOf(one.recording).key !== key && one.from < hole.to && hole.from < one.to,
      );
      if (other === undefined) return [];
      const [first] = own;
      const device = first === undefined ? "" : recorderOf(first.recording).name;
      return [{ ...shown(hole, own), device, by: recorderOf(other.recording).name }];
    });
  });
  const bare = open.map((hole): Gap => ({ ...shown(hole, timed), device: "", by: null }));
  return [...bare, ...covered].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** What of `whole` none of `parts` covers, in order, longer than the bound. */
function holes(whole: Stretch, parts: readonly Stretch[], boundMs: number): Stretch[] {
  const found: Stretch[] = [];
  let at = whole.from;
  // What lasts no time interrupts no gap.
  const lasting = parts.filter(({ from, to }) => to > from);
  for (const { from, to } of lasting.sort((a, b) => a.from - b.from)) {
    if (from - at > boundMs && at < whole.to)
      found.push({ from: at, to: Math.min(from, whole.to) });
    at = Math.max(at, to);
  }
  if (whole.to - at > boundMs) found.push({ from: at, to: whole.to });
  return found.filter(({ from, to }) => to - from > boundMs);
}

function shown({ from, to }: Stretch, timed: readonly Placed[]): Omit<Gap, "device" | "by"> {
  const before = timed.find((one) => one.to === from)?.recording ?? null;
  const after = timed.find((one) => one.from === to)?.recording ?? null;
  return {
    ...{ from: utcInstant(new Date(from)), to: utcInstant(new Date(to)) },
    ...certaintyBetween(before, after),
  };
}

/** By whose clock a gap is told between two recordings, and by how much it may be another one. */
export const certaintyBetween = (
  before: Recording | null,
  after: Recording | null,
): Pick<Gap, "clock" | "errorMs"> => ({
  ...{ clock: clockBetween(before, after), errorMs: errorBetween(before, after) },
});

/** Edges of the session and of pauses are told by people, in our time. */
function clockBetween(before: Recording | null, after: Recording | null): GapClock {
  const sides = [before, after].flatMap((one) => one ?? []);
  const measured = sides.filter(({ clock }) => clock !== null && !clock.isJump).length;
  if (measured === sides.length) return "measured";
  return measured === 0 ? "claimed" : "mixed";
}

/** Between two recordings of one clock, what it is off by cancels; what it moved by meanwhile does not. */
function errorBetween(before: Recording | null, after: Recording | null): number {
  const clocks = [before?.clock ?? null, after?.clock ?? null].filter((clock) => clock !== null);
  // Where one stands by a measured offset and the other where the device puts it, they share nothing.
  if (clocks.length === 2 && isOneClock(before, after)) {
    return Math.ceil(clocks.reduce((sum, { spreadMs }) => sum + spreadMs, 0) / 2);
  }
  return clocks.reduce((sum, { errorMs }) => sum + errorMs, 0);
}

const isOneClock = (one: Recording | null, other: Recording | null): boolean =>
  one !== null && other !== null && recorderOf(one).key === recorderOf(other).key;
