/** Port: what stays longer because somebody asked for it, and what ends soon. Contract suite: test/contract/extension-store.contract.ts. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Happening } from "../evidence/custody-event.ts";
import type { CaseId, ItemId, SessionId } from "../kernel/ids.ts";
import type { Refusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { ExtendableItem, Extension, ExtensionBy } from "./extension.ts";

/** Of a case or a session: what belongs to it at that time. */
export type ExtensionScope =
  | { readonly kind: "item"; readonly id: ItemId }
  | { readonly kind: "case"; readonly id: CaseId }
  | { readonly kind: "session"; readonly id: SessionId };

/** What becomes of one item; without `happening` it stands already. */
export type ExtensionVerdict =
  | { readonly extension: Extension; readonly happening: Happening | null }
  | { readonly refusal: Refusal };

/** Where a list by days goes on. */
export interface DayPlace {
  readonly on: CalendarDate;
  readonly position: number;
}

/** An item whose end comes near. */
export interface EndingItem extends DayPlace {
  readonly itemId: ItemId;
  /** Oldest first. */
  readonly extensions: readonly { readonly by: ExtensionBy; readonly document: string | null }[];
}

export interface ExtensionStore {
  /** Oldest first. */
  ofItem(itemId: ItemId): Promise<readonly Extension[]>;
  /**
   * Asks `judge` of each item that `sight` may know of, none of which anybody changes meanwhile, and keeps what it says with
   * its custody event, in one transaction. In order of arrival.
   * @throws Refusal missing "evidence/no-such-item", conflict "retention/too-many": more than `most`; nothing is kept then.
   */
  extend(
    scope: ExtensionScope,
    sight: Sight | null,
    most: number,
    judge: (item: ExtendableItem) => ExtensionVerdict,
  ): Promise<ReadonlyMap<ItemId, ExtensionVerdict>>;
  /**
   * Sealed items whose last day is known and between the days, both included, by that day. `onlyExtended`: those alone that
   * were extended before, of which whoever asked is to be told.
   */
  ending(
    between: { readonly from: CalendarDate; readonly until: CalendarDate },
    onlyExtended: boolean,
    after: DayPlace | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly EndingItem[]>;
}
