/** How far a clock that recorded was from ours, by what was measured of it before and after the recording. Pure. */

/** Of the checks from the last one before a recording to the one that it was announced with. */
export interface ClockChecks {
  /** Lowest and highest offset (device minus ours, ms) by checks both ways, each with its own error; null: there was none. */
  readonly exact: Span | null;
  /** The same of checks told one way, whose error nobody measured. */
  readonly told: Span | null;
  /** From the first of them to the last. */
  readonly overMs: number;
  /** From the recording to the last of them. */
  readonly sinceMs: number;
  /** One of them is from before the recording. */
  readonly isBetween: boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export interface RecordingClock {
  /** Device minus ours; 0 where the clock was set meanwhile, and the recording stays where its device puts it. */
  readonly offsetMs: number;
  /** The offset may be wrong by so much, to either side. */
  readonly errorMs: number;
  /** By how much it may have been set or drifted between the checks: no error that all of them share. */
  readonly spreadMs: number;
  /** It was set between two checks: by which of both it recorded is not known. */
  readonly isJump: boolean;
}

/** What was told one way was on the way for so long at most: of a longer way nothing is taken (`ingest/clock-check.ts`). */
const ONE_WAY_MS = 60_000;
/** As `ledger/enter-device-events.ts` has them: what differs by more was set. */
const JUMP_MS = 60_000;
const DRIFT_MS_PER_DAY = 10_000;
const DAY_MS = 24 * 3_600_000;

/** Null: nobody ever looked at that clock. */
export function recordingClock(checks: ClockChecks): RecordingClock | null {
  const span = joined(checks);
  if (span === null) return null;
  const width = span.to - span.from;
  // Between two checks the offset is between theirs, unless the clock was set; after the last one it drifts.
  const driftMs = checks.isBetween ? 0 : driftOf(checks.sinceMs);
  const wrongMs = driftMs + (checks.exact === null ? ONE_WAY_MS : 0);
  if (width > JUMP_MS + driftOf(checks.overMs)) {
    const errorMs = Math.max(Math.abs(span.from), Math.abs(span.to)) + wrongMs;
    return { offsetMs: 0, errorMs, spreadMs: width, isJump: true };
  }
  return {
    offsetMs: Math.round((span.from + span.to) / 2),
    errorMs: Math.ceil(width / 2) + wrongMs,
    spreadMs: width + driftMs,
    isJump: false,
  };
}

const driftOf = (ms: number): number => Math.ceil((Math.max(0, ms) / DAY_MS) * DRIFT_MS_PER_DAY);

/** Beside exact checks, what was told one way counts only where its error cannot explain the difference. */
function joined({ exact, told }: ClockChecks): Span | null {
  if (exact === null || told === null) return exact ?? told;
  return {
    from: told.from < exact.from - ONE_WAY_MS ? told.from : exact.from,
    to: told.to > exact.to + ONE_WAY_MS ? told.to : exact.to,
  };
}
