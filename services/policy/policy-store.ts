/** Port: policy packs, or tables of working days, as exact texts, and what became of each. Contract suite: test/contract/policy-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PolicyId, UserId } from "../kernel/ids.ts";

/** What ended a proposal; an applied pack stays applied, and a newer one takes its place. */
export interface Decision {
  readonly act: "applied" | "withdrawn";
  readonly by: UserId;
  readonly at: UtcInstant;
  readonly why: string;
}

export interface Proposal {
  readonly id: PolicyId;
  readonly code: string;
  readonly version: number;
  readonly validFrom: CalendarDate;
  /** Of the bytes of the text in UTF-8: what is approved, and what the ledger names. */
  readonly sha256: Sha256;
  readonly proposedBy: UserId;
  readonly proposedAt: UtcInstant;
  readonly why: string;
}

export interface PolicyEntry extends Proposal {
  /** Null: it waits for another person. */
  readonly decision: Decision | null;
}

export interface PolicyStore {
  /**
   * Keeps the text and `action`, both or neither.
   * @throws Refusal conflict "policy/proposed-already" if this very text waits or is applied, "policy/version-taken" if
   * this or a later version of the pack is applied.
   */
  propose(proposal: Proposal, text: string, action: NewAction): Promise<void>;

  /**
   * Ends the proposal and keeps `action`, both or neither, if it still waits; of two who decide at once one does.
   * @throws Refusal missing "policy/no-such-pack"; conflict "policy/decided", and "policy/version-taken" as `propose`.
   */
  decide(id: PolicyId, decision: Decision, action: NewAction): Promise<PolicyEntry>;

  find(id: PolicyId): Promise<{ readonly entry: PolicyEntry; readonly text: string } | null>;

  /** Newest first, the last 200. */
  entries(): Promise<readonly PolicyEntry[]>;

  /** Applied texts, of each code the newest version alone, in the order in which they were applied. */
  applied(): Promise<readonly { readonly entry: PolicyEntry; readonly text: string }[]>;

  /** The pack applied last by `at`, of those whose first day is no later than `day`; null: none is. */
  inForce(
    at: UtcInstant,
    day: CalendarDate,
  ): Promise<{ readonly entry: PolicyEntry; readonly text: string } | null>;
}
