/** How many sessions of a period were recorded that had to be, and how many records are complete. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Officer } from "../officers/officer.ts";
import type { Annotation } from "../sessions/annotation.ts";
import { completenessOf } from "../sessions/completeness.ts";
import { recordedAt } from "../sessions/judge-session.ts";
import type { ActivityRule, SessionLaw } from "../sessions/session-law.ts";
import type { Recording, Session } from "../sessions/session.ts";

/** A session with all that its record is judged by. */
export interface SessionParts {
  readonly session: Session;
  readonly recordings: readonly Recording[];
  readonly annotations: readonly Annotation[];
  readonly officers: readonly Officer[];
}

export interface SessionTally {
  /** Those that had to be recorded, and of them the recorded. */
  due: number;
  recorded: number;
  /** The same of those that had to be recorded in full. */
  dueInFull: number;
  recordedInFull: number;
  /** Why the others were not counted. */
  unknownActivity: number;
  optional: number;
  explained: number;
  notBegun: number;
  complete: number;
  open: number;
  incomplete: number;
}

export const noSessions = (): SessionTally => ({
  ...{ due: 0, recorded: 0, dueInFull: 0, recordedInFull: 0 },
  ...{ unknownActivity: 0, optional: 0, explained: 0, notBegun: 0 },
  ...{ complete: 0, open: 0, incomplete: 0 },
});

export interface Judging extends SessionLaw {
  /** When the figures were taken. */
  readonly known: UtcInstant;
}

export function tallySession(tally: SessionTally, parts: SessionParts, judging: Judging): void {
  const { session, recordings } = parts;
  if (session.startedAt === null && recordings.length === 0 && session.notRecorded === null) {
    tally.notBegun += 1;
    return;
  }
  const at = recordedAt(session, recordings);
  const day = at === null ? null : judging.offTimes.days.dayOf(at);
  const { rules } = judging;
  tally[completenessOf({ ...parts, ...judging, day }).verdict] += 1;
  tallyDuty(tally, parts, rules);
}

function tallyDuty(
  tally: SessionTally,
  { session, recordings }: SessionParts,
  rules: readonly ActivityRule[],
): void {
  const own = rules.filter(({ code }) => session.activities.includes(code));
  const duties = new Set(own.map(({ duty }) => duty));
  const isRecorded = recordings.length > 0;
  if (duties.size === 0) tally.unknownActivity += 1;
  else if (!duties.has("full") && !duties.has("situational")) tally.optional += 1;
  // Where the law leaves it to the situation, a reason is enough: it is neither recorded nor missing.
  else if (!duties.has("full") && !isRecorded && session.notRecorded !== null) tally.explained += 1;
  else {
    tally.due += 1;
    if (isRecorded) tally.recorded += 1;
    if (!duties.has("full")) return;
    tally.dueInFull += 1;
    if (isRecorded) tally.recordedInFull += 1;
  }
}
