/** Stretches of a session that nothing recorded and no pause explains, and those that only another device recorded. Pure. */
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import type { Recording, Session } from "./session.ts";

export interface Gap {
  readonly from: UtcInstant;
  readonly to: UtcInstant;
  /** Whose recording stops there; "" where no device recorded it. */
  readonly device: string;
  /** The device that recorded on meanwhile; null: none did. */
  readonly by: string | null;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Longer than `boundMs`. A pause counts whether or not it has a reason: that it lacks one is a finding of its own.
 * Times are those that the devices claim.
 */
export function gapsOf(
  { startedAt, stoppedAt, pauses }: Pick<Session, "startedAt" | "stoppedAt" | "pauses">,
  recordings: readonly Recording[],
  boundMs: number,
): readonly Gap[] {
  if (startedAt === null || stoppedAt === null) return [];
  const whole = { from: Date.parse(startedAt), to: Date.parse(stoppedAt) };
  const paused = pauses.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  const timed = recordings.flatMap(({ recordedAt, durationMs, deviceId, deviceName }) => {
    if (recordedAt === null || durationMs === null) return [];
    const from = Date.parse(recordedAt);
    return [{ deviceId, deviceName, from, to: from + durationMs }];
  });
  const open = holes(whole, [...timed, ...paused], boundMs);
  const devices = Map.groupBy(timed, ({ deviceId }) => deviceId);
  const covered = [...devices].flatMap(([id, own]): Gap[] => {
    const spans = {
      from: Math.min(...own.map(({ from }) => from)),
      to: Math.max(...own.map(({ to }) => to)),
    };
    // Only between its own recordings: a device that came later or left earlier owes nothing before or after.
    return holes(spans, [...own, ...paused, ...open], boundMs).flatMap((hole) => {
      const other = timed.find(
        (one) => one.deviceId !== id && one.from < hole.to && hole.from < one.to,
      );
      const device = own[0]?.deviceName ?? "";
      return other === undefined ? [] : [{ ...shown(hole), device, by: other.deviceName }];
    });
  });
  const bare = open.map((hole): Gap => ({ ...shown(hole), device: "", by: null }));
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

const shown = ({ from, to }: Stretch) => ({
  from: utcInstant(new Date(from)),
  to: utcInstant(new Date(to)),
});
