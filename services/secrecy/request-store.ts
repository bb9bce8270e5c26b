/** Port: access requests. Contract suite: test/contract/request-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { AccessRequestId, UserId } from "../kernel/ids.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { AccessRequest, AskedBefore, NamedThing, RequestState } from "./access-request.ts";
import type { Grant } from "./grant.ts";
import type { GrantTelling } from "./grant-store.ts";
import type { Sight } from "./sight.ts";

export interface KeptRequest extends AccessRequest {
  readonly position: number;
}

/** `after` may differ in what a decision sets. */
export interface RequestChange {
  readonly after: AccessRequest;
  /** What is given by it; its action tells the decision, too. */
  readonly given: { readonly grant: Grant; readonly telling: GrantTelling } | null;
  /** Null where what is given tells it. */
  readonly action: NewAction | null;
}

export interface RequestFilter {
  /** Null: anybody's. */
  readonly askedBy: UserId | null;
  /** As `stateOn` tells it; null: any. */
  readonly state: RequestState | null;
}

export interface RequestStore {
  /**
   * Keeps it, unless `check` refuses for what this person asked before; of two at once the later one is checked with
   * the first. `since`: when the last day began.
   */
  ask(
    request: AccessRequest,
    since: UtcInstant,
    check: (before: AskedBefore) => void,
    action: NewAction,
  ): Promise<void>;

  /** Null if there is none. */
  get(id: AccessRequestId): Promise<AccessRequest | null>;

  /**
   * Changes it, with the grant that is given by it (as GrantStore.give), all or nothing; of two at once the later one
   * decides on what the first left. Null from `decide`: it stays as it is.
   * @throws Refusal missing "access/no-such-request", or as GrantStore.give.
   */
  change(
    id: AccessRequestId,
    decide: (before: AccessRequest) => RequestChange | null,
  ): Promise<void>;

  /** Open ones whose day is over, oldest first. */
  over(today: CalendarDate, limit: number): Promise<readonly AccessRequestId[]>;

  /**
   * Newest first, behind position `before` (null: from the newest); where a grant came of it, only if `sight` may know
   * of all that it opens.
   */
  page(
    filter: RequestFilter,
    today: CalendarDate,
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly KeptRequest[]>;

  /** Items and cases of these ids, and cases of these numbers, of which `sight` may know. */
  named(
    ids: readonly string[],
    numbers: readonly string[],
    sight: Sight | null,
  ): Promise<readonly NamedThing[]>;
}
