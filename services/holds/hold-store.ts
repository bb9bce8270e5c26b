/** Port: holds, which items they hold, and what the object store showed of that. Contract suite: test/contract/hold-store.contract.ts. */
import type { About } from "../actions/about.ts";
import type { NewAction } from "../actions/action.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { CaseId, HoldId, ItemId, SessionId } from "../kernel/ids.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { ObjectKey } from "../objects/object-key.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Hold, HoldRelease, NewHold } from "./hold.ts";

export interface HoldFilter {
  readonly state?: "active" | "released" | "overdue" | undefined;
  readonly caseId?: CaseId | undefined;
  readonly sessionId?: SessionId | undefined;
  readonly itemId?: ItemId | undefined;
}

export interface ListedHold extends Hold {
  /** Items that it holds so far. */
  readonly items: number;
  /** Of them, those of which the object store showed that every object is held. */
  readonly kept: number;
}

/** An item that came into a hold. */
export interface HeldItem {
  readonly position: number;
  readonly itemId: ItemId;
  /** Of its file, as it was sent; null: it had none. */
  readonly name: string | null;
  readonly joinedAt: UtcInstant;
  /** Once the hold was released. */
  readonly leftAt: UtcInstant | null;
  /** The store showed that every object of it is held. */
  readonly isKept: boolean;
}

/** What the object store showed of an item, the last time it was looked at. */
export interface KeptHold {
  readonly isHeld: boolean;
  readonly objects: number;
  readonly readBackAt: UtcInstant | null;
  /** Refusal code of the last try, if it failed. */
  readonly failure: string | null;
}

/** An item whose objects are not yet as they must be, or were not looked at for long. */
export interface DueItem {
  readonly itemId: ItemId;
  readonly mustBeHeld: boolean;
  /** Nothing more will be made of it. */
  readonly isComplete: boolean;
  /** What was read back of it before; null: it never was. */
  readonly before: KeptHold | null;
  readonly objects: readonly { readonly key: ObjectKey; readonly versionId: string | null }[];
}

export interface HoldCounts {
  readonly active: number;
  /** Of them, those whose day of review is over. */
  readonly overdue: number;
  /** Items that must be held, and of which the store does not show it. */
  readonly notKept: number;
}

const SHOWN_WITHIN_MS = 15 * 60_000;

/** What came into a hold within the last quarter of an hour is still on its way. */
export const countHolds = (
  store: Pick<HoldStore, "counts">,
  now: UtcInstant,
  today: CalendarDate,
): Promise<HoldCounts> => store.counts(today, plusMs(now, -SHOWN_WITHIN_MS));

export type Told = {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
};

export interface HoldStore {
  /** @throws Refusal missing "holds/no-such-subject" if its case, its session or one of its items is not there. */
  place(hold: NewHold, action: NewAction): Promise<void>;

  /** @throws Refusal missing "holds/no-such-hold". */
  get(id: HoldId): Promise<Hold>;

  /** Newest first. `today` decides what is overdue; what `sight` may not know of is neither listed nor counted. */
  page(
    filter: HoldFilter,
    today: CalendarDate,
    before: number | null,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly ListedHold[]>;

  /** What came into it so far, newest arrival first, behind `before`; without what `sight` may not know of. */
  members(
    id: HoldId,
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly HeldItem[]>;

  /** Those that name it or hold something of it, as far as `sight` may know of both; released ones too. */
  about(about: About, sight: Sight): Promise<readonly HoldId[]>;

  /** @throws Refusal missing "holds/no-such-hold"; conflict "holds/released" for whoever comes second. */
  release(id: HoldId, release: HoldRelease, action: NewAction): Promise<void>;

  /** @throws Refusal missing "holds/no-such-hold"; conflict "holds/released". */
  setReview(id: HoldId, reviewOn: CalendarDate, action: NewAction): Promise<void>;

  /**
   * Takes up to `limit` items into the holds that they belong to and are not in, each with the event that `tell` makes
   * in its chain, both or neither. Answers how many. Queries that were evaluated after `queriesBefore` are left out.
   */
  join(
    now: UtcInstant,
    queriesBefore: UtcInstant,
    limit: number,
    tell: (hold: Hold) => Told,
  ): Promise<number>;

  /** The same for items whose hold was released: they leave it. */
  leave(
    now: UtcInstant,
    limit: number,
    tell: (hold: Hold, release: HoldRelease) => Told,
  ): Promise<number>;

  /**
   * Lets `work` see to one item that is due by `now` and keeps what it answers; nobody else sees to that item meanwhile.
   * An item falls due when it comes into a hold and when it leaves one. False if none is due.
   */
  keepNext(
    now: UtcInstant,
    work: (due: DueItem) => Promise<KeptHold & { readonly again: UtcInstant | null }>,
  ): Promise<boolean>;

  /** Holds on this item by what they say, whether it joined them yet or not: while there is one, it must not end. */
  holding(itemId: ItemId): Promise<readonly HoldId[]>;

  /** Null: it was never held. */
  kept(itemId: ItemId): Promise<KeptHold | null>;

  /** For those who watch over the house. Items that came into a hold at `joinedBefore` or later are not counted yet. */
  counts(today: CalendarDate, joinedBefore: UtcInstant): Promise<HoldCounts>;
}
