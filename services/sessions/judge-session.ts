/** Use cases: judge a session, and a case by all its sessions; all that one answer tells is judged by one pack. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId, SessionId } from "../kernel/ids.ts";
import type { OfficerStore } from "../officers/officer-store.ts";
import type { PackInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import {
  type Completeness,
  type Finding,
  completenessOf,
  offHourWarnings,
  verdictOf,
} from "./completeness.ts";
import type { SessionDeps } from "./keep-session.ts";
import { sessionLaw } from "./session-law.ts";
import type { Recording, Session } from "./session.ts";

/** More sessions than any case has; those beyond are told of as not judged. */
const SESSIONS_OF_CASE = 500;

export interface JudgeDeps extends SessionDeps {
  readonly officers: Pick<OfficerStore, "officers">;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly days: ZoneDays;
  /** Asked of each session: what was applied meanwhile counts. */
  readonly calendar: () => Promise<WorkingDays>;
}

/** Who asks; null: the house itself. What that person may not know of is judged as if it were not there. */
type Asking = Sight | null;

/** A session with its recordings, those that whoever asks may know of, and the rules; null: no pack is in force. */
export interface Judging {
  readonly session: Session;
  readonly recordings: readonly Recording[];
  readonly pack: PackInForce | null;
}

export async function judgeSession(
  deps: JudgeDeps,
  { session, recordings, pack }: Judging,
): Promise<Completeness> {
  const at = recordedAt(session, recordings);
  const itemIds = recordings.map(({ itemId }) => itemId);
  return completenessOf({
    ...{ session, recordings, day: at === null ? null : deps.days.dayOf(at), known: deps.clock() },
    annotations: await deps.recordingSessions.annotations(itemIds),
    officers: await deps.officers.officers(session.officerIds),
    ...sessionLaw(pack?.pack ?? null, await deps.calendar(), deps.days),
  });
}

/** What to know before it begins. */
export async function plannedWarnings(
  deps: Pick<JudgeDeps, "calendar" | "days">,
  session: Session,
  pack: PackInForce | null,
): Promise<readonly Finding[]> {
  return offHourWarnings(session, sessionLaw(pack?.pack ?? null, await deps.calendar(), deps.days));
}

/** When it was recorded: as people told, else by the first recording. */
export const recordedAt = (session: Session, recordings: readonly Recording[]): UtcInstant | null =>
  session.startedAt ??
  recordings
    .flatMap((recording) => recording.recordedAt ?? [])
    .toSorted()
    .at(0) ??
  null;

export interface CaseCompleteness {
  readonly verdict: Completeness["verdict"];
  readonly sessions: readonly (Completeness & {
    readonly id: SessionId;
    readonly number: string;
  })[];
  /** Items of the case that are of no session: nothing judges them. */
  readonly unplaced: readonly ItemId[];
  readonly isWhole: boolean;
}

export async function judgeCase(
  deps: JudgeDeps,
  id: CaseId,
  pack: PackInForce | null,
  sight: Asking,
): Promise<CaseCompleteness> {
  const found = await deps.recordingSessions.page(null, SESSIONS_OF_CASE + 1, id, sight);
  const sessions: CaseCompleteness["sessions"][number][] = [];
  for (const { session } of found.slice(0, SESSIONS_OF_CASE)) {
    const recordings = await deps.recordingSessions.recordings(session.id, sight);
    const judged = await judgeSession(deps, { session, recordings, pack });
    sessions.push({ id: session.id, number: session.number, ...judged });
  }
  const unplaced = await deps.recordingSessions.unplaced(id, sight);
  const isWhole = found.length <= SESSIONS_OF_CASE;
  const own = verdictOf(sessions.flatMap(({ findings }) => findings));
  const isOpen = sessions.length === 0 || unplaced.length > 0 || !isWhole;
  return { verdict: own === "complete" && isOpen ? "open" : own, sessions, unplaced, isWhole };
}
