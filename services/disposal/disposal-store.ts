/**
 * Port: what may end, the batches in which it does, and what is left of it.
 * Contract suite: test/contract/disposal-store.contract.ts.
 */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { DisposalId, ItemId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { DisposalFacts } from "./against.ts";
import type { Appraisal, Appraised, Approval, DisposalBatch, NewBatch } from "./batch.ts";

/** What a person does with a batch. */
export type Act =
  | {
      readonly kind: "appraised";
      readonly appraisal: Appraisal;
      readonly items: readonly Appraised[];
    }
  | {
      readonly kind: "approved";
      readonly approval: Approval;
      readonly graceUntil: UtcInstant | null;
    }
  | {
      readonly kind: "stopped";
      readonly stopped: NonNullable<DisposalBatch["stopped"]>;
    };

export interface BatchFilter {
  /** Only those that are over, or that are not. */
  readonly over?: boolean | undefined;
  readonly itemId?: ItemId | undefined;
}

export interface DisposalStore {
  /** The clock of the database's machine. */
  databaseTime(): Promise<UtcInstant>;

  /**
   * Sealed items whose floor was before `day`, in order of arrival, behind `after`: whatever stands against them. Of what
   * `sight` may not know of nothing is told.
   */
  due(
    day: CalendarDate,
    after: number,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly DisposalFacts[]>;
  /** In the order asked for; what is not there is left out. */
  facts(itemIds: readonly ItemId[]): Promise<readonly DisposalFacts[]>;

  /** @throws Refusal conflict "disposal/proposed-already" if an item is in a batch that is not over. */
  propose(batch: NewBatch, action: NewAction): Promise<void>;

  /** @throws Refusal missing "disposal/no-such-batch". */
  get(id: DisposalId): Promise<DisposalBatch>;
  /** Newest first; only those of which `sight` may know every item. */
  page(
    filter: BatchFilter,
    before: number | null,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly DisposalBatch[]>;

  /**
   * Lets `decide` say what becomes of the batch as it is, and keeps that with its action, all or nothing; nobody else
   * changes the batch meanwhile. What is appraised as kept, and what a stop finds not begun, is out of the batch with it;
   * a batch of which nothing is left is over. @throws Refusal missing "disposal/no-such-batch"; whatever `decide` throws.
   */
  act(
    id: DisposalId,
    decide: (batch: DisposalBatch) => { readonly act: Act; readonly action: NewAction },
  ): Promise<DisposalBatch>;
}
