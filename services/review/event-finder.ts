/** Port: custody events across items: one person's, one case's, or all that was refused. Contract suite: test/contract/event-finder.contract.ts. */
import type { Actor, CustodyEvent } from "../evidence/custody-event.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";

/** Null: any. One of the first three is given, or `refusals`: no index serves all events of the house at once. */
export interface EventFilter {
  readonly actor: Actor | null;
  readonly itemId: ItemId | null;
  /** Of the items that are linked to it now. */
  readonly caseId: CaseId | null;
  readonly refusals: boolean;
  readonly from: UtcInstant | null;
  /** That instant is no part of it. */
  readonly until: UtcInstant | null;
}

export interface EventPlace {
  readonly at: UtcInstant;
  readonly itemId: ItemId;
  readonly index: number;
}

export interface EventFinder {
  /** Newest first, behind `before`; those of items that `sight` may not know of are left out. */
  events(
    filter: EventFilter,
    before: EventPlace | null,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly CustodyEvent[]>;
}
