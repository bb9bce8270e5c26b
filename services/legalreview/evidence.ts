/** What a case has to show, as one person may know it: read together, before anything is judged. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { CasefileStore } from "../casefile/casefile-store.ts";
import { parseFileText } from "../casefile/file-text.ts";
import type { CaseFile, CaseStore } from "../cases/case-store.ts";
import { caseFile } from "../cases/link-item.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, ItemId, OfficerId } from "../kernel/ids.ts";
import { type Officer, type OfficerEntry, credentialOn } from "../officers/officer.ts";
import type { OfficerStore } from "../officers/officer-store.ts";
import { type PackInForce, packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Annotation } from "../sessions/annotation.ts";
import { type Completeness, completenessOf } from "../sessions/completeness.ts";
import { recordedAt } from "../sessions/judge-session.ts";
import { sessionLaw } from "../sessions/session-law.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import type { Recording, Session } from "../sessions/session.ts";
import type { LegalReviewStore, ReviewedItem } from "./legal-review-store.ts";

export interface EvidenceDeps {
  readonly casefiles: Pick<CasefileStore, "document">;
  readonly cases: CaseStore;
  readonly recordingSessions: Pick<SessionStore, "page" | "recordings" | "annotations">;
  readonly officers: Pick<OfficerStore, "officers">;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly legalReviews: LegalReviewStore;
  readonly days: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  readonly clock: Clock;
}

export interface SessionOfficer {
  readonly officerId: OfficerId;
  /** Valid on the day of the recording, as known now; null: none was, or the day is not known. */
  readonly credential: OfficerEntry | null;
}

export interface ReviewedSession {
  readonly session: Session;
  readonly recordings: readonly Recording[];
  readonly completeness: Completeness;
  /** Of the recording; null: not known. */
  readonly day: CalendarDate | null;
  readonly officers: readonly SessionOfficer[];
}

/** What `sight` decides on. */
export interface Extent {
  readonly items: readonly ReviewedItem[];
  readonly sessions: readonly Pick<ReviewedSession, "session" | "recordings">[];
  /** The newest sealed version of the case file; null: there is none. */
  readonly sealed: {
    readonly version: number;
    readonly sha256: Sha256;
    readonly itemIds: readonly ItemId[];
  } | null;
  /** False: the case has more items or sessions than are read. */
  readonly isWhole: boolean;
}

export interface Evidence extends Judged {
  readonly file: CaseFile;
}

/** What points are judged by. */
export interface Judged extends Extent {
  /** Null: it is of no case. */
  readonly file: CaseFile | null;
  readonly pack: PackInForce | null;
  readonly sessions: readonly ReviewedSession[];
  /** Standing ones, of all items of the case and of its sessions. */
  readonly annotations: readonly Annotation[];
}

/** More than any case has. */
export const MAX_ITEMS = 1_000;
const MAX_SESSIONS = 500;

/** @throws Refusal missing "cases/no-such-case". */
export async function gatherEvidence(
  deps: EvidenceDeps,
  caseId: CaseId,
  at: UtcInstant,
  sight: Sight | null,
): Promise<Evidence> {
  const file = await caseFile(deps.cases, caseId);
  const pack = await packInForce(deps, at);
  const extent = await gatherExtent(deps, caseId, sight);
  const { items, sessions } = extent;
  const recordings = sessions.flatMap((one) => one.recordings);
  const ids = new Set([...items, ...recordings].map(({ itemId }) => itemId));
  const annotations = await deps.recordingSessions.annotations([...ids]);
  const officerIds = new Set(sessions.flatMap(({ session }) => session.officerIds));
  const officers = await deps.officers.officers([...officerIds]);
  const calendar = await deps.calendar();
  const judging = { pack, at, annotations, officers, days: deps.days, calendar };
  return {
    ...{ ...extent, file, pack },
    sessions: sessions.map((one) => reviewedSession(one.session, one.recordings, judging)),
    annotations: annotations.filter(({ ended }) => ended === null),
  };
}

export async function gatherExtent(
  deps: Pick<EvidenceDeps, "legalReviews" | "recordingSessions" | "casefiles">,
  caseId: CaseId,
  sight: Sight | null,
): Promise<Extent> {
  const items = await deps.legalReviews.items(caseId, MAX_ITEMS + 1, sight);
  const found = await deps.recordingSessions.page(null, MAX_SESSIONS + 1, caseId, sight);
  const sessions: Extent["sessions"][number][] = [];
  for (const { session } of found.slice(0, MAX_SESSIONS)) {
    const recordings = await deps.recordingSessions.recordings(session.id, sight);
    sessions.push({ session, recordings });
  }
  return {
    ...{ items: items.slice(0, MAX_ITEMS), sessions },
    sealed: await sealedVersion(deps, caseId, sight),
    isWhole: items.length <= MAX_ITEMS && found.length <= MAX_SESSIONS,
  };
}

export interface JudgingSession {
  readonly pack: PackInForce | null;
  readonly at: UtcInstant;
  readonly annotations: readonly Annotation[];
  readonly officers: readonly Officer[];
  readonly days: ZoneDays;
  readonly calendar: WorkingDays;
}

export function reviewedSession(
  session: Session,
  recordings: readonly Recording[],
  { pack, at, annotations, officers, days, calendar }: JudgingSession,
): ReviewedSession {
  const begun = recordedAt(session, recordings);
  const day = begun === null ? null : days.dayOf(begun);
  const own = new Set(recordings.map(({ itemId }) => itemId));
  return {
    ...{ session, recordings, day },
    completeness: completenessOf({
      ...{ session, recordings, day, known: at },
      ...sessionLaw(pack?.pack ?? null, calendar, days),
      annotations: annotations.filter(({ itemId }) => own.has(itemId)),
      officers: officers.filter(({ id }) => session.officerIds.includes(id)),
    }),
    officers: session.officerIds.map((officerId) => {
      const entries = officers.find(({ id }) => id === officerId)?.entries ?? [];
      return { officerId, credential: day === null ? null : credentialOn(entries, day, at) };
    }),
  };
}

async function sealedVersion(
  { casefiles }: Pick<EvidenceDeps, "casefiles">,
  caseId: CaseId,
  sight: Sight | null,
): Promise<Evidence["sealed"]> {
  const document = await casefiles.document(caseId, null, sight);
  if (document === null) return null;
  const { entries } = parseFileText(document.text);
  const itemIds = entries.flatMap((entry) => (entry.kind === "item" ? [entry.item] : []));
  return { version: document.number, sha256: document.sha256, itemIds };
}
