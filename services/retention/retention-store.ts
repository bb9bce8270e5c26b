/**
 * Port: what retention is decided from, what was decided, and which locks are due.
 * Contract suite: test/contract/retention-store.contract.ts.
 */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Happening } from "../evidence/custody-event.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { LockMode } from "../objects/object-store.ts";
import type { SealSubject } from "../sealing/seal-store.ts";
import type { SourceKind } from "../policy/retention-class.ts";
import type { RetentionDecision } from "./decide.ts";
import type { CaseFacts, ExtensionFact, RetentionFacts, ToldFact, Until } from "./facts.ts";

/** The facts as they are stored; `evaluate.ts` makes days of the agency's zone of them. */
export interface StoredFacts {
  readonly itemId: ItemId;
  /** Order of arrival. */
  readonly position: number;
  readonly receivedAt: UtcInstant;
  /** When it ends, as far as the device and the probe say. */
  readonly recordedAt: UtcInstant | null;
  readonly sourceKind: SourceKind;
  readonly activity: string | null;
  /** Of the session that it is of: by a person's word, else by its device's. */
  readonly sessionActivities: readonly string[];
  /** That session, as far as it ended; null: it is of none. */
  readonly session: { readonly stoppedAt: UtcInstant | null } | null;
  /** Of confirmed labels of a level of state secrets, its own and those of its session and cases, those that ended too. */
  readonly classifiedOn: readonly CalendarDate[];
  /** Its own, and those of its session, each since it holds of this item. */
  readonly flags: readonly { readonly flag: string; readonly at: UtcInstant }[];
  readonly cases: readonly CaseFacts[];
  /** What people told last of the item, each condition once. */
  readonly conditions: readonly (Omit<ToldFact, "flaggedSince"> & { readonly at: UtcInstant })[];
  /** Oldest first. */
  readonly extensions: readonly (Omit<ExtensionFact, "on"> & { readonly at: UtcInstant })[];
  readonly reviewed: RetentionFacts["reviewed"];
  /** The latest floor of all that it was made of; absent or null: it was received. */
  readonly sourcesFloor?: Until | null;
  /** What was decided before; null: nothing yet. */
  readonly before: KeptNow | null;
}

export interface KeptNow {
  readonly number: number;
  readonly floor: Until;
  readonly open: boolean;
  readonly conflict: boolean;
  /** Codes, the one that it started in first; empty: no pack was in force. */
  readonly classes: readonly string[];
  readonly outcomeSha256: Sha256;
  /** By then somebody looks whether it is still needed; null: nobody must. */
  readonly reviewOn: CalendarDate | null;
}

export interface SurveyPage {
  /** How many sealed items there are. */
  readonly of: number;
  readonly items: readonly StoredFacts[];
}

export interface NewDecision {
  readonly itemId: ItemId;
  /** Of the decision that was there when the facts were read; 0: none. */
  readonly seen: number;
  readonly decision: RetentionDecision;
  /** Code and version of the pack, "cn-hainan-2019 1"; null: none was in force. */
  readonly pack: string | null;
  readonly text: string;
  readonly sha256: Sha256;
  readonly outcomeSha256: Sha256;
  readonly at: UtcInstant;
  readonly reviewOn: CalendarDate | null;
  /** Locks must become longer than the seal made them. */
  readonly locks: boolean;
  /** Null: what the seal said is all there is to say. */
  readonly happening: Happening | null;
}

export interface KeptDecision {
  readonly number: number;
  readonly text: string;
  readonly sha256: Sha256;
  readonly at: UtcInstant;
  /** As the store showed it when locks were prolonged last; null: they were not. */
  readonly lockedUntil: UtcInstant | null;
  readonly reviewOn: CalendarDate | null;
}

/** A decision of which the ledger does not tell yet. */
export interface ToldDecision {
  readonly itemId: ItemId;
  readonly number: number;
  readonly floor: Until;
  readonly sha256: Sha256;
}

/** An item whose locks are to be as long as its floor. */
export interface DueLock {
  readonly itemId: ItemId;
  readonly number: number;
  readonly floor: Until;
  readonly open: boolean;
  /** Which asking this is, as the store knows it: one that came since is another. */
  readonly asked: string;
}

/** One of the objects of a seal: the original or copy itself, or a proof beside it. */
export interface SealedPart {
  readonly subject: SealSubject;
  readonly part: "media" | "manifest" | "signature" | "second-signature";
}

/** What of an item is locked now. */
export interface LockedParts {
  readonly parts: readonly SealedPart[];
  readonly mode: LockMode;
  /** At least, as the store showed it. */
  readonly until: UtcInstant;
  /** When to look again; null: never, unless something changes. */
  readonly next: UtcInstant | null;
}

/** How far the pass over all items is. */
export interface RetentionPass {
  readonly basis: string;
  readonly after: number;
  readonly beganAt: UtcInstant;
  readonly endedAt: UtcInstant | null;
}

export interface RetentionStore {
  /** Sealed items behind `after`, in order of arrival. */
  page(after: number, limit: number): Promise<readonly StoredFacts[]>;
  /** Null of what is not sealed. */
  factsOf(itemId: ItemId): Promise<StoredFacts | null>;
  /** All sealed items as they stand at one instant, in order of arrival, by pages; whoever stops reading ends it. */
  survey(): AsyncIterable<SurveyPage>;
  /** The oldest marks, and the facts of their items as they are now; marks of what is not sealed have none. */
  marked(
    limit: number,
  ): Promise<{ readonly marks: readonly number[]; readonly items: readonly StoredFacts[] }>;
  clearMarks(marks: readonly number[]): Promise<void>;

  /**
   * Saves decisions, each with its custody event, and answers which items were saved: one that was decided by another
   * since its facts were read is left as it is. All or nothing.
   * @throws if a floor would fall: that is a bug.
   */
  save(decisions: readonly NewDecision[]): Promise<ReadonlySet<ItemId>>;
  /** By when somebody looks at items of which the decision stands; of one that was decided anew since, nothing is written. */
  saveLooks(
    looks: readonly {
      readonly itemId: ItemId;
      /** Number of the decision. */
      readonly seen: number;
      readonly reviewOn: CalendarDate | null;
    }[],
  ): Promise<void>;
  /** Each item is to be decided anew. */
  mark(itemIds: readonly ItemId[]): Promise<void>;
  decisionOf(itemId: ItemId): Promise<KeptDecision | null>;

  /** Of what custody told and the ledger does not yet, the first. */
  notEntered(limit: number): Promise<readonly ToldDecision[]>;
  entered(told: ToldDecision): Promise<void>;

  /** How long the items are locked, as the store showed it last: when locks were prolonged, else when they were sealed. */
  knownLocks(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, UtcInstant>>;
  locksDue(now: UtcInstant, limit: number): Promise<readonly DueLock[]>;
  /** Everything that is there is locked; what was asked since stays due. The audit holds the store to it from now on. */
  locked(due: DueLock, locked: LockedParts): Promise<void>;
  /** What was asked since is not put off. */
  putOff(due: DueLock, until: UtcInstant): Promise<void>;

  pass(): Promise<RetentionPass | null>;
  /** Moves the pass on, or begins another, if it still stands where `before` says; else false. */
  savePass(before: RetentionPass | null, after: RetentionPass): Promise<boolean>;
}
