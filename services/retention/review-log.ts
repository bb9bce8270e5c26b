/** Port: which looks at what is kept are due, and which were done. Contract suite: test/contract/extension-store.contract.ts. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Happening } from "../evidence/custody-event.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { DayPlace } from "./extension-store.ts";
import type { Until } from "./facts.ts";

export interface KeptReview {
  readonly on: CalendarDate;
  readonly next: CalendarDate;
  readonly reason: string;
  readonly at: UtcInstant;
  readonly actor: Actor;
}

/** An item that somebody has to look at by a day. */
export interface DueReview extends DayPlace {
  readonly itemId: ItemId;
  readonly floor: Until;
  readonly open: boolean;
  readonly holds: number;
  readonly classes: readonly string[];
  /** The look before; null: nobody looked. */
  readonly last: KeptReview | null;
}

export interface ReviewLog {
  /** Sealed items that are to be looked at by `until`, by that day; in no batch that runs, for there people look at them. */
  due(
    until: CalendarDate,
    after: DayPlace | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly DueReview[]>;
  /** How many of those are to be looked at before `today`, whoever may know of them; ten thousand: so many or more. */
  overdue(today: CalendarDate): Promise<number>;
  /** Oldest first. */
  ofItem(itemId: ItemId): Promise<readonly KeptReview[]>;
  /**
   * Of each item, with its custody event; all or none.
   * @throws Refusal missing "evidence/no-such-item"; conflict "retention/item-ended"; conflict "retention/no-review": one that
   *   nobody has to look at.
   */
  keep(itemIds: readonly ItemId[], review: KeptReview, happening: Happening): Promise<void>;
}
