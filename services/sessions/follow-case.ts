/**
 * Use case: what was recorded live as part of a session is of the session's case, also when the case is told, or corrected,
 * while it is recorded or years later. Each change is an event of the recording's custody.
 */
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Actor } from "../kernel/actor.ts";
import type { CaseId, ItemId, SessionId } from "../kernel/ids.ts";

/** Who links what nobody linked by hand. */
export const FOLLOWER = "process:custody" satisfies Actor;

export interface NamedCase {
  readonly caseId: CaseId;
  readonly caseNumber: string;
}

/** One time that the recording was of a case. */
export interface CaseLink extends NamedCase {
  readonly linkedBy: Actor;
  /** Null: it stands. */
  readonly unlinkedBy: Actor | null;
}

export interface CaseStanding {
  /** The session that it is of, and that session's case; null: of none. */
  readonly session: {
    readonly id: SessionId;
    readonly number: string;
    readonly case: NamedCase | null;
  } | null;
  readonly links: readonly CaseLink[];
}

export interface CaseChange extends NamedCase {
  readonly kind: "linked" | "unlinked";
}

/** Port: recordings whose session, or whose session's case, changed since somebody looked. */
export interface SessionCases {
  /** At most `limit`, those that wait longest first. */
  due(limit: number): Promise<readonly ItemId[]>;
  /**
   * Reads how it stands, makes what `decide` answers with an event each, and forgets that it is due: all or nothing. Of what
   * is due no more, nothing. Answers how many changes were made.
   */
  follow(
    itemId: ItemId,
    at: UtcInstant,
    decide: (standing: CaseStanding) => readonly CaseChange[],
  ): Promise<number>;
}

/** A person's word stands: what they linked stays linked, what they took out of a case stays out of it. */
export function caseChanges({ session, links }: CaseStanding): readonly CaseChange[] {
  const wanted = session?.case ?? null;
  const standing = links.filter(({ unlinkedBy }) => unlinkedBy === null);
  const ending = standing.filter(
    ({ caseId, linkedBy }) => linkedBy === FOLLOWER && caseId !== wanted?.caseId,
  );
  const isKept = links.some(
    ({ caseId, unlinkedBy }) => caseId === wanted?.caseId && unlinkedBy !== FOLLOWER,
  );
  return [
    ...ending.map(({ caseId, caseNumber }) => ({ kind: "unlinked" as const, caseId, caseNumber })),
    ...(wanted === null || isKept ? [] : [{ kind: "linked" as const, ...wanted }]),
  ];
}

const AT_ONCE = 200;

/** Answers how many changes were made. One that fails keeps no other; the first failure is thrown once all were tried. */
export async function followCases({
  sessionCases,
  clock,
}: {
  readonly sessionCases: SessionCases;
  readonly clock: Clock;
}): Promise<number> {
  const failures: unknown[] = [];
  let changes = 0;
  for (const itemId of await sessionCases.due(AT_ONCE)) {
    try {
      changes += await sessionCases.follow(itemId, clock(), caseChanges);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return changes;
}
