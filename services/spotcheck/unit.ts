/** What one drawn unit has to show, as one person may know it; and whose work it is. */
import { entryAt } from "../access/assignment.ts";
import type { AssignmentStore } from "../access/assignment-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId, SessionId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  type EvidenceDeps,
  type Judged,
  type ReviewedSession,
  gatherEvidence,
  reviewedSession,
} from "../legalreview/evidence.ts";
import { type Point, type Reason, pointOf, reason } from "../legalreview/point.ts";
import { type ReviewCalendar, answerTo } from "../legalreview/sufficiency.ts";
import { packInForce } from "../policy/in-force.ts";
import type { ScoreSheet, SpotPoint, SpotSubject } from "../policy/spot-check.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Recording, Session } from "../sessions/session.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import type { CheckedItem, SpotCheckStore } from "./spot-check-store.ts";

export interface UnitDeps extends Omit<EvidenceDeps, "recordingSessions"> {
  readonly recordingSessions: EvidenceDeps["recordingSessions"] &
    Pick<SessionStore, "find" | "sessionsOf">;
  readonly spotChecks: SpotCheckStore;
  readonly assignments: Pick<AssignmentStore, "assignments">;
  readonly secrecy: Pick<SecrecyStore, "people" | "hidden">;
}

export interface UnitEvidence extends Judged {
  readonly subject: SpotSubject;
  readonly items: readonly CheckedItem[];
}

/** @throws Refusal missing "spotcheck/no-such-unit". */
export async function gatherUnit(
  deps: UnitDeps,
  subject: SpotSubject,
  unit: string,
  at: UtcInstant,
  sight: Sight | null,
): Promise<UnitEvidence> {
  if (subject === "case") {
    const evidence = await gatherEvidence(deps, unit as CaseId, at, sight);
    const ids = evidence.items.map(({ itemId }) => itemId);
    return { ...evidence, subject, items: await deps.spotChecks.items(ids, sight) };
  }
  const session = await sessionOf(deps, subject, unit, sight);
  const recordings =
    session === null ? [] : await deps.recordingSessions.recordings(session.id, sight);
  const ids = subject === "item" ? [unit as ItemId] : recordings.map((one) => one.itemId);
  const items = await deps.spotChecks.items(ids, sight);
  const isThere = subject === "item" ? items.length > 0 : session !== null;
  if (!isThere) throw noSuchUnit();
  return judged(deps, { subject, session, recordings, items }, at);
}

async function sessionOf(
  { recordingSessions, secrecy }: Pick<UnitDeps, "recordingSessions" | "secrecy">,
  subject: "session" | "item",
  unit: string,
  sight: Sight | null,
): Promise<Session | null> {
  if (subject === "session") return recordingSessions.find(unit as SessionId);
  const itemId = unit as ItemId;
  const placed = (await recordingSessions.sessionsOf([itemId])).get(itemId);
  if (placed === undefined) return null;
  // Somebody may know of a recording, and not of the session that it is of.
  const isHidden = sight !== null && (await secrecy.hidden(sight, [placed])).has(placed);
  return isHidden ? null : recordingSessions.find(placed);
}

async function judged(
  deps: UnitDeps,
  {
    subject,
    session,
    recordings,
    items,
  }: Pick<UnitEvidence, "subject" | "items"> & {
    readonly session: Session | null;
    readonly recordings: readonly Recording[];
  },
  at: UtcInstant,
): Promise<UnitEvidence> {
  const pack = await packInForce(deps, at);
  const annotations = await deps.recordingSessions.annotations(
    [...recordings, ...items].map(({ itemId }) => itemId),
  );
  const officers = await deps.officers.officers(session?.officerIds ?? []);
  const calendar = await deps.calendar();
  const judging = { pack, at, annotations, officers, days: deps.days, calendar };
  const caseId = session?.caseId ?? null;
  return {
    ...{ subject, pack, items, sealed: null, isWhole: true },
    file: caseId === null ? null : await deps.cases.find(caseId),
    sessions: session === null ? [] : [reviewedSession(session, recordings, judging)],
    annotations: annotations.filter(({ ended }) => ended === null),
  };
}

/** What the house answers by itself, for each point that a criterion of the sheet names. */
export function knownOf(
  { criteria }: Pick<ScoreSheet, "criteria">,
  evidence: UnitEvidence,
  calendar: ReviewCalendar,
): readonly (Omit<Point, "point"> & { readonly point: SpotPoint })[] {
  const asked = new Set(criteria.flatMap(({ point }) => point ?? []));
  return [...asked].map((point) => {
    if (point === "linkage") return { ...pointOf("recorded", true, unlinked(evidence)), point };
    // Of a part of a case the house does not say whether its file lists it.
    if (point === "case-file" && evidence.subject !== "case")
      return { ...pointOf(point, false, []) };
    return answerTo(point, evidence, calendar);
  });
}

function unlinked({ subject, file, items, sessions }: UnitEvidence): readonly Reason[] {
  const isLinked = items.length > 0 && items.every(({ caseIds }) => caseIds.length > 0);
  if (subject === "case" || file !== null || isLinked) return [];
  const sessionId = sessions[0]?.session.id ?? null;
  return [reason("not-linked", "against", { sessionId })];
}

/** Every item that the unit's evidence names: what is written of it is as secret as these. */
export const itemsIn = ({ items, sessions }: UnitEvidence): readonly ItemId[] => [
  ...new Set(
    [...items, ...sessions.flatMap(({ recordings }) => recordings)].map(({ itemId }) => itemId),
  ),
];

/** Accounts of the officers of its sessions, of people set to its case or to those of its recordings, and of whoever carried its cameras. */
export async function workersOn(
  { officers, secrecy, assignments }: Pick<UnitDeps, "officers" | "secrecy" | "assignments">,
  { subject, file, items, sessions }: UnitEvidence,
  at: UtcInstant,
): Promise<readonly UserId[]> {
  const ids = sessions.flatMap(({ session }) => session.officerIds);
  // Of a case its own people alone: what is also of another case is no part of that one's work.
  const ofItems = subject === "case" ? [] : items.flatMap(({ caseIds }) => caseIds);
  const cases = [...new Set([...(file === null ? [] : [file.id]), ...ofItems])];
  const people = (await Promise.all(cases.map((id) => secrecy.people(id)))).flat();
  const found = new Set<UserId | null>([
    ...(await officers.officers([...new Set(ids)])).map(({ userId }) => userId),
    ...people.map(({ userId }) => userId),
  ]);
  for (const [deviceId, when] of carried(items, sessions)) {
    const entries = await assignments.assignments(deviceId);
    for (const one of when) found.add(entryAt(entries, one, at)?.userId ?? null);
  }
  return [...found].filter((id) => id !== null);
}

function carried(
  items: readonly CheckedItem[],
  sessions: readonly ReviewedSession[],
): ReadonlyMap<CheckedItem["deviceId"], readonly UtcInstant[]> {
  const all = [...items, ...sessions.flatMap(({ recordings }) => recordings)];
  const timed = all.flatMap(({ deviceId, recordedAt }) =>
    recordedAt === null ? [] : [{ deviceId, recordedAt }],
  );
  const byDevice = Map.groupBy(timed, ({ deviceId }) => deviceId);
  return new Map(
    [...byDevice].map(([id, own]) => [id, [...new Set(own.map(({ recordedAt }) => recordedAt))]]),
  );
}

export const noSuchUnit = (): Refusal =>
  new Refusal("missing", "spotcheck/no-such-unit", "the spot check drew no such unit");
