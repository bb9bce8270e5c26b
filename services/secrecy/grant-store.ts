/** Port: grants of access. Contract suite: test/contract/grant-store.contract.ts; walls: test/integration/secrecy-store.test.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Happening } from "../evidence/custody-event.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, GrantId, ItemId, UserId } from "../kernel/ids.ts";
import type { Grant } from "./grant.ts";
import type { Sight } from "./sight.ts";

/** `openedAt`: when its person first read content by it; null: not yet opened. */
export interface GivenGrant extends Grant {
  readonly position: number;
  readonly openedAt: UtcInstant | null;
  /** Of a grant on a case. */
  readonly caseNumber: string | null;
}

/** What tells of a change: an action, and an event of each item that the grant opens. */
export interface GrantTelling {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
  readonly action: NewAction;
}

/** `after` may differ in `until`, `download`, `revokedAt` and `endToldAt`. */
export interface GrantChange {
  readonly after: Grant;
  /** Whoever revoked it; null: it stays, or was revoked before. */
  readonly revokedBy: UserId | null;
  readonly telling: GrantTelling;
}

/** What a grant opens; nothing named: whatever. */
export interface GrantOn {
  readonly caseId?: CaseId | undefined;
  readonly itemId?: ItemId | undefined;
}

export interface GrantStore {
  /**
   * Keeps it and tells each item that it opens: those named, or those in the case now.
   * @throws Refusal missing "access/no-such-user" (of an account that was disabled, too), "cases/no-such-case",
   *         "evidence/no-such-item".
   */
  give(grant: Grant, telling: GrantTelling): Promise<void>;

  /**
   * Changes it and tells each item that was told before or was read by it, all or nothing; of two at once the later one
   * decides on what the first left. Null from `decide`: it stays as it is. @throws Refusal missing "access/no-such-grant".
   */
  change(id: GrantId, decide: (before: Grant) => GrantChange | null): Promise<void>;

  /** Of this person, neither revoked nor told to be over, and of which `sight` may know all that they open; oldest first. */
  standing(userId: UserId, limit: number, sight: Sight | null): Promise<readonly GrantId[]>;

  /** Those of these ids, in no order. */
  some(ids: readonly GrantId[]): Promise<readonly GivenGrant[]>;

  /** Whose last day is over without anybody having been told, oldest end first. */
  over(today: CalendarDate, limit: number): Promise<readonly GrantId[]>;

  /**
   * Newest first, behind position `before` (null: from the newest); only those of which `sight` may know all that they open.
   * `on` an item: also those on the cases that it is in now.
   */
  page(
    before: number | null,
    limit: number,
    sight: Sight | null,
    on?: GrantOn,
  ): Promise<readonly GivenGrant[]>;
}
