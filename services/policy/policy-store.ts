/** Port: policy packs, or tables of working days, as exact texts, and what became of each. Contract suite: test/contract/policy-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PolicyId, UserId } from "../kernel/ids.ts";
import type { Publisher } from "./publisher.ts";

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
  /** Who signed the text before it came here; null: nobody. */
  readonly publisher: Publisher | null;
}

export interface PolicyEntry extends Proposal {
  /** Null: it waits for another person. */
  readonly decision: Decision | null;
  /** Custody signed the applied text for the house. */
  readonly isSigned: boolean;
}

export interface Signatures {
  /** Detached CMS of the house over the text; null: it is not applied, or custody has not signed it yet. */
  readonly signature: Uint8Array | null;
  /** As it came with the proposal; null where `publisher` is. */
  readonly publisherSignature: Uint8Array | null;
}

export interface EntryText {
  readonly entry: PolicyEntry;
  readonly text: string;
}

export interface PolicyText extends EntryText, Signatures {}

export interface PolicyStore {
  /**
   * Keeps the text, the publisher's signature and `action`, all or nothing.
   * @throws Refusal conflict "policy/proposed-already" if this very text waits or is applied, "policy/version-taken" if
   * this or a later version of the pack is applied.
   */
  propose(
    proposal: Proposal,
    given: { readonly text: string; readonly signature: Uint8Array | null },
    action: NewAction,
  ): Promise<void>;

  /**
   * Ends the proposal and keeps `action`, both or neither, if it still waits; of two who decide at once one does.
   * @throws Refusal missing "policy/no-such-pack"; conflict "policy/decided", and "policy/version-taken" as `propose`.
   */
  decide(id: PolicyId, decision: Decision, action: NewAction): Promise<PolicyEntry>;

  /** Applied texts that the house has not signed, oldest first, behind the first `skip`. */
  unsigned(limit: number, skip: number): Promise<readonly EntryText[]>;

  /** Of an applied text; the first signature counts. Answers that one. */
  signOnce(id: PolicyId, signature: Uint8Array): Promise<Uint8Array>;

  find(id: PolicyId): Promise<PolicyText | null>;

  /** Newest first, the last 200. */
  entries(): Promise<readonly PolicyEntry[]>;

  /** Applied texts, of each code the newest version alone, in the order in which they were applied. */
  applied(): Promise<readonly EntryText[]>;

  /** The pack applied last by `at`, of those whose first day is no later than `day`; null: none is. */
  inForce(at: UtcInstant, day: CalendarDate): Promise<EntryText | null>;
}
