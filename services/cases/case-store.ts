/** Port: cases and which items belong to them. Contract suite: test/contract/case-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { CaseFacts } from "./case-facts.ts";

export interface CaseFile extends CaseFacts {
  readonly id: CaseId;
  readonly createdAt: UtcInstant;
  readonly createdBy: Actor;
  /** How often it was changed. */
  readonly revision: number;
}

/** Saved in the transaction of the link, so that no link is without its custody event. */
export interface LinkEvent {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
}

export interface CaseStore {
  /** @throws Refusal conflict "cases/number-taken". */
  create(file: CaseFile, action: NewAction): Promise<void>;

  find(id: CaseId): Promise<CaseFile | null>;

  findNumber(number: string): Promise<CaseFile | null>;

  /**
   * Keeps `file` in the place of the revision before it; a party whose entry differs gets a new one, the old stays.
   * @throws Refusal conflict "cases/case-changed" if another revision is there, "cases/number-taken".
   */
  change(file: CaseFile, action: NewAction): Promise<void>;

  /**
   * Links the item and appends `event` to its chain, both or neither. False, and nothing written, if
   * the item belongs to the case already.
   * @throws Refusal missing "evidence/no-such-item".
   */
  link(caseId: CaseId, itemId: ItemId, event: LinkEvent): Promise<boolean>;

  /**
   * Ends the link, which stays readable, and appends `event`, both or neither.
   * @throws Refusal missing "cases/not-linked".
   */
  unlink(caseId: CaseId, itemId: ItemId, reason: string, event: LinkEvent): Promise<void>;
}
