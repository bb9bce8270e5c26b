/** Port: the line of published events. Contract suite: test/contract/event-line.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { BatchId, CaseId, HoldId, ItemId, PackageId, SessionId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { EventType } from "./event-type.ts";

/** What an event is about: ids and nothing else. */
export interface EventSubject {
  readonly itemId?: ItemId;
  readonly caseId?: CaseId;
  readonly sessionId?: SessionId;
  readonly packageId?: PackageId;
  readonly holdId?: HoldId;
  readonly batchId?: BatchId;
}

export interface PublishedEvent extends EventSubject {
  /** From 1, without gaps in the line as a whole. */
  readonly sequence: number;
  readonly type: EventType;
  readonly at: UtcInstant;
}

export interface EventLine {
  /**
   * Numbers what was committed and has no number yet, in the order in which it was written, and answers the last number; 0: none.
   * Whoever sees a number sees everything before it.
   */
  number(): Promise<number>;

  /** Up to this number nothing is kept any more; 0: nothing was forgotten. */
  forgotten(): Promise<number>;

  /**
   * Forgets the oldest that happened before `before`, at most `limit`, and answers how many. What stands behind a younger one stays,
   * so that nothing is missing in the middle, and the newest stays, whose number the next one follows.
   */
  forget(before: UtcInstant, limit: number): Promise<number>;

  /** Of the events numbered after `after` up to `until` those of `types` that `sight` may know of, in order. */
  between(
    sight: Sight,
    types: readonly EventType[],
    after: number,
    until: number,
  ): Promise<readonly PublishedEvent[]>;
}
