/** What a recorder says of clocks with each segment: how far its own is from this service's, as it measured, and how far its camera's is from its own. Pure. */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";

/** A thousand years: a camera that lost its time says 1970, one that lies says anything. */
export const MOST_OFFSET_MS = 31_557_600_000_000;
const offset = z.int().min(-MOST_OFFSET_MS).max(MOST_OFFSET_MS);
const error = z.int().min(0).max(MOST_OFFSET_MS);

export const SegmentClocks = z.strictObject({
  /** The recorder's clock minus this service's when the segment ended, and what it may be wrong by: half of the way there and back, and drift since. Null: not measured. */
  recorder: z.strictObject({ offsetMs: offset, errorMs: error }).nullable(),
  /** The camera's clock minus the recorder's, by the camera's word (RTCP); the way that took is in it. `spreadMs`: by how much its newest words differ. Null: it says none. */
  source: z.strictObject({ offsetMs: offset, spreadMs: error }).nullable(),
});
export type SegmentClocks = z.infer<typeof SegmentClocks>;
export type MeasuredClock = NonNullable<SegmentClocks["recorder"]>;
export type SourceClock = NonNullable<SegmentClocks["source"]>;

/** "measured": against this service's clock. "claimed": a time was said, by a clock that nobody measured. "unknown": none was said. */
export const CLOCK_BASES = ["measured", "claimed", "unknown"] as const;
export type ClockBasis = (typeof CLOCK_BASES)[number];

export interface Clocked {
  readonly recordedAt: UtcInstant | null;
  readonly clocks: SegmentClocks | null;
}

export function clockBasis({ recordedAt, clocks }: Clocked): ClockBasis {
  if (recordedAt === null) return "unknown";
  return clocks?.recorder == null ? "claimed" : "measured";
}

/** When something was recorded, in ms since 1970 by this service's clock, give or take `errorMs`. */
export interface HouseSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly errorMs: number;
}

export interface Spanned extends Clocked {
  readonly mediaFromMs: number | null;
  readonly mediaToMs: number | null;
  /** When it was here. */
  readonly at: UtcInstant;
}

/** By how much a recorder is wrong about when a segment began: it hears of a fragment once that is whole, half a second after. */
const STAMP_MS = 500;

/** Null: not known. What was here before it was recorded has a clock that lies. */
export function houseSpan(segment: Spanned): HouseSpan | null {
  const { recordedAt, clocks, mediaFromMs, mediaToMs, at } = segment;
  if (recordedAt === null || clocks?.recorder == null) return null;
  if (mediaFromMs === null || mediaToMs === null || mediaToMs < mediaFromMs) return null;
  const { offsetMs } = clocks.recorder;
  const errorMs = clocks.recorder.errorMs + STAMP_MS;
  const fromMs = Date.parse(recordedAt) - offsetMs;
  const toMs = fromMs + mediaToMs - mediaFromMs;
  return toMs - errorMs > Date.parse(at) ? null : { fromMs, toMs, errorMs };
}

/** How the clock of a channel stands, by its newest segment. */
export interface ChannelClock {
  readonly basis: ClockBasis;
  readonly offsetMs: number | null;
  readonly errorMs: number | null;
  readonly cameraOffsetMs: number | null;
  readonly cameraSpreadMs: number | null;
}

export function channelClock(newest: Clocked | null): ChannelClock {
  const { recorder = null, source = null } = newest?.clocks ?? {};
  const own = recorder ?? { offsetMs: null, errorMs: null };
  const camera = source ?? { offsetMs: null, spreadMs: null };
  return {
    ...{ basis: newest === null ? "unknown" : clockBasis(newest), ...own },
    ...{ cameraOffsetMs: camera.offsetMs, cameraSpreadMs: camera.spreadMs },
  };
}
