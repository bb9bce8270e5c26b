/** The time line of a case in parts: a day each, and longer only where a recording runs over midnight. Pure. */
import type {
  CaseCompletenessBody,
  CaseLineBody,
  SessionDetailBody,
} from "../../../review/recording-schema.ts";
import { type Line, type Noted, beginsAt, lineOf } from "../sessions/lanes.ts";

export type CaseRecording = CaseLineBody["recordings"][number];

export interface Placed {
  readonly recording: CaseRecording;
  readonly from: number;
  readonly to: number;
}
export interface Part {
  /** The day on which it begins, "2026-11-24". */
  readonly day: string;
  readonly line: Line;
  readonly placed: readonly Placed[];
}

/** A camera that never stops would make one part of weeks. */
const LONGEST_MS = 36 * 3_600_000;
/** A single picture still has a width. */
const SHORTEST_MS = 1_000;

/** `dayOf`: the day of an instant in the reader's zone. Recordings whose time nobody told are in no part. */
export function partsOf(
  { recordings, sessions, markers }: Pick<CaseLineBody, "recordings" | "sessions" | "markers">,
  judged: Pick<CaseCompletenessBody, "sessions"> | undefined,
  dayOf: (ms: number) => string,
): Part[] {
  const noted = markers.map(({ id, itemId, kind, atMs }): Noted => {
    return { id, itemId, ended: null, note: { type: "marker", kind, atMs } };
  });
  const pauses = sessions.flatMap((session) => session.pauses);
  const findings = judged?.sessions.flatMap((session) => session.findings) ?? [];
  return folded(placedOf(recordings), dayOf).flatMap(({ day, placed }) => {
    const from = Math.min(...placed.map((one) => one.from));
    const to = Math.max(from + SHORTEST_MS, ...placed.map((one) => one.to));
    const meets = (begin: unknown, end: unknown): boolean =>
      Date.parse(String(begin)) < to && Date.parse(String(end)) > from;
    const of: Parameters<typeof lineOf>[0] = {
      recordings: placed.map(({ recording }) => recording),
      pauses: pauses.filter((pause) => meets(pause.from, pause.to)),
      ...{ startedAt: instant(from), stoppedAt: instant(to) },
      completeness: {
        verdict: "open",
        findings: findings.filter(({ facts }) => meets(facts["from"], facts["to"])),
      },
    };
    const line = lineOf(of, noted);
    return line === null ? [] : [{ day, line, placed }];
  });
}

function placedOf(recordings: readonly CaseRecording[]): Placed[] {
  return recordings
    .flatMap((recording) => {
      const from = beginsAt(recording);
      return from === null ? [] : [{ recording, from, to: from + (recording.durationMs ?? 0) }];
    })
    .toSorted((one, other) => one.from - other.from);
}

function folded(all: readonly Placed[], dayOf: (ms: number) => string) {
  const parts: { day: string; from: number; to: number; placed: Placed[] }[] = [];
  for (const one of all) {
    const [last, day] = [parts.at(-1), dayOf(one.from)];
    const isOver = last !== undefined && one.from >= last.to;
    const isLong = last !== undefined && one.from - last.from >= LONGEST_MS;
    if (last === undefined || (last.day !== day && (isOver || isLong))) {
      parts.push({ day, from: one.from, to: one.to, placed: [one] });
    } else {
      last.placed.push(one);
      last.to = Math.max(last.to, one.to);
    }
  }
  return parts;
}

const instant = (ms: number): string => new Date(ms).toISOString();

/** What recorded at that moment, and where in it that moment is. */
export const runningAt = (placed: readonly Placed[], at: number) =>
  placed
    .filter(({ from, to }) => from <= at && at < to)
    .map(({ recording, from }) => ({ recording, ms: Math.round(at - from) }));

/** What the sessions' activities require of the case, and which of it is marked somewhere. */
export const shotsAsked = ({ sessions, markers }: Pick<CaseLineBody, "sessions" | "markers">) => ({
  session: {
    activities: sessions.flatMap(({ activities }) => activities),
  } satisfies Pick<SessionDetailBody, "activities">,
  annotations: markers.map(({ kind }) => ({ ended: null, note: { type: "marker", kind } })),
});
