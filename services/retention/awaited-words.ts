/** Port: items that only a person's word lets end. Contract suite: test/contract/awaited-words.contract.ts. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";

export interface AwaitedWord {
  readonly itemId: ItemId;
  readonly name: string;
  /** It is to be told of the item itself. */
  readonly isOwn: boolean;
  /** Somebody told of these that it has not come about: the same is to be told of them. */
  readonly cases: readonly { readonly id: CaseId; readonly number: string }[];
}

export interface AwaitedWords {
  /**
   * Sealed items whose last day was before `today`, and that are kept on until a person tells that their purpose is met or
   * proceedings are over; first of all whose day is past the longest. Of those, and of their cases, that `sight` may know of.
   */
  awaited(today: CalendarDate, limit: number, sight: Sight | null): Promise<readonly AwaitedWord[]>;
}
