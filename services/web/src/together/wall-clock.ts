/** One clock for several recordings: where each stands at a moment of it, and how one that ran away is brought back. Pure. */

/** More pictures than these nobody follows, and a laptop does not decode. */
export const MOST_ANGLES = 4;

export interface Angle {
  /** Milliseconds since 1970 on our clock, as far as its own was measured. */
  readonly from: number;
  readonly lengthMs: number;
}

export type Standing =
  | { readonly state: "before" | "after" }
  | { readonly state: "running"; readonly seconds: number };

/** `nudgeMs`: by how much whoever watches moved it, later if it is more than 0. */
export function standingAt({ from, lengthMs }: Angle, nudgeMs: number, at: number): Standing {
  const ms = at - from - nudgeMs;
  if (ms < 0) return { state: "before" };
  return ms < lengthMs ? { state: "running", seconds: ms / 1_000 } : { state: "after" };
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** From the first that begins to the last that ends; of none, nothing. */
export function spanOf(angles: readonly Angle[], nudges: readonly number[]): Span {
  const begins = angles.map(({ from }, place) => from + (nudges[place] ?? 0));
  const ends = angles.map(({ lengthMs }, place) => (begins[place] ?? 0) + lengthMs);
  return angles.length === 0
    ? { from: 0, to: 0 }
    : { from: Math.min(...begins), to: Math.max(...ends) };
}

/** Some two of them run at the same time. */
export const overlaps = (angles: readonly Angle[]): boolean =>
  angles.some(({ from }, place) =>
    angles.some(
      (other, at) => at !== place && other.from <= from && from < other.from + other.lengthMs,
    ),
  );

export interface Clock {
  readonly at: number;
  /** Times real time; below 0 backwards, 0 while it stands. */
  readonly rate: number;
}

/** After `passedMs` of real time; it stands while a picture is missing, and at both ends. */
export function advanced(
  { at, rate }: Clock,
  passedMs: number,
  isHeld: boolean,
  span: Span,
): Clock {
  const next = isHeld ? at : at + passedMs * rate;
  if (next >= span.to && rate > 0) return { at: span.to, rate: 0 };
  if (next <= span.from && rate < 0) return { at: span.from, rate: 0 };
  return { at: next, rate };
}

/** Less than a frame of any camera: not seen. */
const SAME_SECONDS = 0.02;
/** More than this is caught up by no change of pace that would not be heard. */
const FAR_SECONDS = 0.4;
/** So much faster or slower at most, which keeps voices what they are. */
const MOST_CHANGE = 0.1;

export interface Correction {
  /** Null: it need not be sought. */
  readonly seekTo: number | null;
  readonly rate: number;
}

/** Of one that plays at `rate` and should be at `wanted` seconds, but is at `actual`. */
export function correctionOf(wanted: number, actual: number, rate: number): Correction {
  const ahead = actual - wanted;
  if (Math.abs(ahead) > FAR_SECONDS * Math.max(1, rate)) return { seekTo: wanted, rate };
  if (Math.abs(ahead) <= SAME_SECONDS * Math.max(1, rate)) return { seekTo: null, rate };
  const change = Math.min(MOST_CHANGE, Math.max(-MOST_CHANGE, ahead / Math.max(1, rate)));
  return { seekTo: null, rate: rate * (1 - change) };
}

/** While nothing runs, each shows the picture of that moment: half a frame beside it is another one. */
export const restsAt = (wanted: number, actual: number): boolean =>
  Math.abs(wanted - actual) < 0.005;

/** One frame on or back, of the fastest of them. */
export const frameMs = (fps: readonly number[]): number => 1_000 / Math.max(1, ...fps);

/** Where a slider that begins at `from` shows `at`: a browser moves what lies between two steps, and that would count as moved by hand. */
export const onStep = (at: number, from: number, step: number): number =>
  from + Math.floor((at - from) / step) * step;
