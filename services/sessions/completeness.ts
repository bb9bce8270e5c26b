/**
 * Whether the record of a session is complete, by the rules of its activities: continuity, required shots and
 * elements, officers and their credentials on that day, written records. Pure; every finding says why.
 */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Officer, credentialOn } from "../officers/officer.ts";
import type { Annotation } from "./annotation.ts";
import { type Gap, gapsOf } from "./continuity.ts";
import { type OffHours, offHours, plannedOffHours } from "./off-hours.ts";
import { MOST_RECORDINGS, type Recording, type Session } from "./session.ts";
import type { ActivityRule, SessionLaw } from "./session-law.ts";

export interface Finding {
  /** A text for each stands in completeness-words.ts. */
  readonly code: FindingCode;
  /** "fault": against a rule; "open": somebody must say something; "note": worth knowing. */
  readonly weight: "fault" | "open" | "note";
  readonly facts: Readonly<Record<string, string | number>>;
}

export type FindingCode =
  | "activity-unknown"
  | "no-activity"
  | "not-recorded"
  | "not-recorded-explained"
  | "no-start-or-stop"
  | "untimed-recording"
  | "gap"
  | "gap-uncertain"
  | "gap-covered"
  | "clock-set"
  | "too-many-recordings"
  | "at-night"
  | "on-day-off"
  | "pause-without-reason"
  | "too-few-officers"
  | "officer-without-credential"
  | "shot-missing"
  | "element-missing"
  | "element-not-judged"
  | "no-written-record";

export interface SessionRecord extends SessionLaw {
  readonly session: Session;
  readonly recordings: readonly Recording[];
  readonly officers: readonly Officer[];
  /** Of its recordings, ended ones too. */
  readonly annotations: readonly Annotation[];
  /** The day of the recording in the agency's zone; null: not known. */
  readonly day: CalendarDate | null;
  readonly known: UtcInstant;
}

export interface Completeness {
  readonly verdict: "complete" | "open" | "incomplete";
  readonly findings: readonly Finding[];
}

export function completenessOf(record: SessionRecord): Completeness {
  const { session, rules } = record;
  const own = rules.filter(({ code }) => session.activities.includes(code));
  const findings = [
    ...activityFindings(record, own),
    ...recordingFindings(record, own),
    ...offHourFindings(record, own),
    ...officerFindings(record, own),
    ...requiredFindings(record, own),
  ];
  return { verdict: verdictOf(findings), findings };
}

export function verdictOf(findings: readonly Finding[]): Completeness["verdict"] {
  if (findings.some(({ weight }) => weight === "fault")) return "incomplete";
  return findings.some(({ weight }) => weight === "open") ? "open" : "complete";
}

type Own = readonly ActivityRule[];

function activityFindings({ session: { activities } }: SessionRecord, own: Own): Finding[] {
  if (activities.length === 0) return [{ code: "no-activity", weight: "open", facts: {} }];
  return activities
    .filter((activity) => own.every(({ code }) => code !== activity))
    .map((activity) => ({ code: "activity-unknown", weight: "open", facts: { activity } }));
}

function recordingFindings(
  { session, recordings, annotations, asks }: SessionRecord,
  own: Own,
): Finding[] {
  if (recordings.length === 0) {
    const duties = new Set(own.map(({ duty }) => duty));
    if (duties.has("full")) return [{ code: "not-recorded", weight: "fault", facts: {} }];
    if (!duties.has("situational")) return [];
    // 二(二)2 of the plan: where the law leaves it to the situation, a reason is enough.
    return session.notRecorded === null
      ? [{ code: "not-recorded", weight: "open", facts: {} }]
      : [{ code: "not-recorded-explained", weight: "note", facts: {} }];
  }
  const standing = annotations.filter(({ ended }) => ended === null);
  const untimed = recordings.filter((one) => one.recordedAt === null || one.durationMs === null);
  return [
    ...(recordings.length > MOST_RECORDINGS
      ? [{ code: "too-many-recordings", weight: "open", facts: { most: MOST_RECORDINGS } } as const]
      : []),
    ...untimed.map(({ itemId }): Finding => ({
      ...{ code: "untimed-recording", weight: "open", facts: { itemId } },
    })),
    ...session.pauses
      .filter(({ reason }) => reason === null)
      .map(({ from, to }): Finding => ({
        ...{ code: "pause-without-reason", weight: "fault", facts: { from, to } },
      })),
    ...continuity(session, recordings, own),
    ...(!asks.writtenRecord || standing.some(({ note }) => note.type === "record")
      ? []
      : [{ code: "no-written-record", weight: "open", facts: {} } as const]),
  ];
}

/** The strictest bound of the activities counts; where none has one, gaps are not judged. */
function continuity(session: Session, recordings: readonly Recording[], own: Own): Finding[] {
  const bounds = own.flatMap(({ maxUnexplainedGapSec }) => maxUnexplainedGapSec ?? []);
  if (bounds.length === 0) return [];
  const { startedAt, stoppedAt } = session;
  if (startedAt === null || stoppedAt === null) {
    return [{ code: "no-start-or-stop", weight: "open", facts: {} }];
  }
  const boundMs = Math.min(...bounds) * 1_000;
  return [
    ...recordings.flatMap(({ itemId, clock }): Finding[] => {
      if (clock?.isJump !== true) return [];
      const facts = { itemId, seconds: Math.round(clock.spreadMs / 1_000) };
      return [{ code: "clock-set", weight: "open", facts }];
    }),
    ...gapsOf(session, recordings, boundMs).map((gap) => gapFinding(gap, boundMs)),
  ];
}

/** What may be no gap at all, by what the clocks may be wrong, somebody must look at. */
function gapFinding({ from, to, device, by, clock, errorMs }: Gap, boundMs: number): Finding {
  const lengthMs = Date.parse(to) - Date.parse(from);
  const times = { from, to, seconds: Math.round(lengthMs / 1_000) };
  const facts = { ...times, clock, errorSeconds: Math.ceil(errorMs / 1_000) };
  if (by !== null) return { code: "gap-covered", weight: "note", facts: { ...facts, device, by } };
  return lengthMs - errorMs > boundMs
    ? { code: "gap", weight: "fault", facts }
    : { code: "gap-uncertain", weight: "open", facts };
}

/** Enforcement at night or on days off needs a reason (行政强制法 art. 43): where none is told, somebody must say it. */
function offHourFindings({ session, recordings, offTimes }: SessionRecord, own: Own): Finding[] {
  return asksUrgency(own) ? told(session, offHours(session, recordings, offTimes)) : [];
}

/** The same of what is planned. */
export const offHourWarnings = (
  session: Session,
  { rules, offTimes }: SessionLaw,
): readonly Finding[] =>
  asksUrgency(rules.filter(({ code }) => session.activities.includes(code)))
    ? told(session, plannedOffHours(session, offTimes))
    : [];

const asksUrgency = (own: Own): boolean =>
  own.some(({ nightOrHolidayWarning }) => nightOrHolidayWarning);

const told = ({ urgentReason }: Session, found: readonly OffHours[]): Finding[] =>
  found.map(({ kind, day, from, to }) => ({
    code: kind === "night" ? "at-night" : "on-day-off",
    weight: urgentReason === null ? "open" : "note",
    facts: { day, from, to, urgent: urgentReason ?? "" },
  }));

function officerFindings(
  { session, officers, day, known, asks }: SessionRecord,
  own: Own,
): Finding[] {
  const needs = Math.max(0, ...own.map(({ minOfficers }) => minOfficers));
  const has = new Set(session.officerIds).size;
  const few: Finding[] =
    has < needs ? [{ code: "too-few-officers", weight: "fault", facts: { has, needs } }] : [];
  if (day === null || !asks.credentials) return few;
  const without = session.officerIds.filter((id) => {
    const officer = officers.find((one) => one.id === id);
    return officer === undefined || credentialOn(officer.entries, day, known) === null;
  });
  return [
    ...few,
    ...without.map((officerId): Finding => ({
      ...{ code: "officer-without-credential", weight: "fault", facts: { officerId, day } },
    })),
  ];
}

function requiredFindings(record: SessionRecord, own: Own): Finding[] {
  if (record.recordings.length === 0) return [];
  const marked = new Set(
    record.annotations.flatMap(({ note, ended }) =>
      ended === null && note.type === "marker" ? [note.kind] : [],
    ),
  );
  const wanted = (of: "requiredShots" | "requiredElements") => [
    ...new Set(own.flatMap((rule) => rule[of])),
  ];
  return [
    ...wanted("requiredShots")
      .filter((shot) => !marked.has(shot))
      .map((shot): Finding => ({ code: "shot-missing", weight: "fault", facts: { shot } })),
    ...wanted("requiredElements").flatMap((element) => elementFindings(record.session, element)),
  ];
}

function elementFindings(session: Session, element: string): Finding[] {
  if (!isSessionElement(element)) {
    return [{ code: "element-not-judged", weight: "note", facts: { element } }];
  }
  if (IS_TOLD[element](session)) return [];
  return [{ code: "element-missing", weight: "fault", facts: { element } }];
}

/** What the program knows to look for: a pack that requires one of these by this code has it judged. */
export const SESSION_ELEMENTS = [
  "time",
  "place",
  "agency",
  "device",
  "officer",
  "officers",
  "credentials",
  "party",
  "activity",
  "legal_basis",
  "document_no",
  "start_stop_reason",
  "stop_reason",
  "announcement",
  "pauses",
] as const;
type SessionElement = (typeof SESSION_ELEMENTS)[number];

const isSessionElement = (element: string): element is SessionElement =>
  SESSION_ELEMENTS.some((one) => one === element);

const always = (): boolean => true;

const IS_TOLD: Readonly<Record<SessionElement, (session: Session) => boolean>> = {
  time: ({ startedAt, stoppedAt }) => startedAt !== null && stoppedAt !== null,
  place: ({ place }) => place !== null,
  officer: ({ officerIds }) => officerIds.length > 0,
  officers: ({ officerIds }) => officerIds.length > 0,
  party: ({ partyCodes }) => partyCodes.length > 0,
  activity: ({ activities }) => activities.length > 0,
  legal_basis: ({ legalBasis }) => legalBasis !== null,
  document_no: ({ documentNo }) => documentNo !== null,
  start_stop_reason: ({ startReason, stopReason }) => startReason !== null && stopReason !== null,
  stop_reason: ({ stopReason }) => stopReason !== null,
  announcement: ({ announced }) => announced,
  // Every recording is of a device, and whatever is kept here is of one agency.
  ...{ device: always, agency: always },
  // Those of each officer on that day, and the reason of each pause, have findings of their own.
  ...{ credentials: always, pauses: always },
};
