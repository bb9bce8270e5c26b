/** Port: what custody keeps of items so that they are found. Tried with servers: test/integration/search-index.test.ts. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemFacts, SearchEntry } from "./search-entry.ts";

export interface SearchBacklog {
  /** Marks, several of which may be of one item. */
  readonly waiting: number;
  /** Null: none waits. */
  readonly since: UtcInstant | null;
}

export interface SearchIndex {
  /**
   * Takes the oldest `limit` marks, reads their items as they are now, keeps what `make` says of them, and forgets what ended: all or
   * nothing. Answers how many marks there were. One at a time in the house: while another does so, none.
   */
  take(limit: number, make: (facts: ItemFacts) => SearchEntry): Promise<number>;
  /** Marks items that are kept for another reason from `today` on. */
  turn(today: CalendarDate): Promise<void>;
  backlog(): Promise<SearchBacklog>;
  /** Marks every item; answers how many. */
  markAll(): Promise<number>;
}
