/** Port: what people said has come about of items and cases, which their retention waits for. Contract suite: test/contract/condition-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import type { Condition } from "../policy/term.ts";

export interface ToldCondition {
  readonly condition: Condition;
  /** The day it came about; null: it has not, whatever was told before. */
  readonly on: CalendarDate | null;
  /** What says so: a document and its number. */
  readonly authority: string;
  readonly at: UtcInstant;
  readonly by: Actor;
}

export interface ConditionStore {
  /** All that was ever told of it, oldest first: of each condition the last counts. */
  ofItem(itemId: ItemId): Promise<readonly ToldCondition[]>;
  ofCase(caseId: CaseId): Promise<readonly ToldCondition[]>;
  /**
   * With its custody event, both or neither. False, and nothing written, where the same person told the same just before.
   * @throws Refusal missing "evidence/no-such-item"; conflict "cases/item-ended".
   */
  tellItem(itemId: ItemId, told: ToldCondition, happening: Happening): Promise<boolean>;
  /** With its action. @throws Refusal missing "cases/no-such-case". */
  tellCase(caseId: CaseId, told: ToldCondition, action: NewAction): Promise<boolean>;
}
