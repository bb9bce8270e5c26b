/**
 * Port: which objects were read again when, what was found, and the lists that go into the ledger.
 * Contract suite: test/contract/fixity-store.contract.ts.
 *
 * Every object that was sealed, and every stretch of a log, is a row here for ever. Who audits takes it for
 * a while; what comes of it is saved only while that is still so, so several processes share the work.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { ObjectLock } from "../objects/object-store.ts";
import type { Audit, FindingFacts, FixityCode } from "./finding.ts";
import type { Target } from "./target.ts";

export interface Taken {
  readonly target: Target;
  /** Names this taking; a later one has another. */
  readonly lease: string;
  /** The lock as it was longest and strictest at any audit before. */
  readonly seenLock: ObjectLock | null;
}

export interface OpenFinding {
  readonly target: string;
  readonly itemId: ItemId | null;
  readonly code: FixityCode;
  readonly facts: FindingFacts;
  readonly foundAt: UtcInstant;
}

/** One audit as the list of its day tells it. */
export interface AuditResult {
  readonly at: UtcInstant;
  readonly target: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256 | null;
  readonly codes: readonly FixityCode[];
}

/** Results of a day that go into the ledger together; `text` is exact. */
export interface FixityList {
  /** UTC, "2026-11-25". */
  readonly day: string;
  /** A day with many results has several lists, from 0. */
  readonly part: number;
  readonly text: string;
  readonly sha256: Sha256;
  readonly objects: number;
  readonly bytes: number;
  readonly failures: number;
}

export type ListBuilder = (
  day: string,
  part: number,
  results: readonly AuditResult[],
) => FixityList;

/** How the audit stands; for alarms and metrics. */
export interface FixitySummary {
  /** Objects with a difference that is still there. */
  readonly failing: number;
  /** Objects whose last tries could not read them. */
  readonly unreadable: number;
  /** When the object that waits longest was last read; null if there is none. */
  readonly oldestReadAt: UtcInstant | null;
}

/** The audit of one item's objects. */
export interface ItemFixity {
  readonly objects: number;
  /** Of them, those that the audit read at least once. */
  readonly audited: number;
  /** Of the object that was read longest ago; null while one was never audited. */
  readonly auditedAt: UtcInstant | null;
  readonly open: readonly OpenFinding[];
}

export interface FixityStore {
  /** Takes up what was sealed or logged since, at most about `limit` rows; answers how many. */
  enrol(limit: number): Promise<number>;

  /**
   * The object that waits longest of those last read at or before `readBefore`, for this process until
   * `until`; null if none is due, or all that are due were taken or put off.
   */
  take(now: UtcInstant, readBefore: UtcInstant, until: UtcInstant): Promise<Taken | null>;

  /** Keeps what was taken until `until`; false if another process has it now. */
  renew(taken: Taken, until: UtcInstant): Promise<boolean>;

  /**
   * Keeps what an audit saw, ends the taking, and records on the item what is new: "fixity-failed" for each
   * difference that was not known, "fixity-restored" for one that is gone. All or nothing; false, and
   * nothing kept, if another process has it now.
   */
  save(taken: Taken, audit: Audit, at: UtcInstant): Promise<boolean>;

  /** It could not be read: not to be taken before `notBefore`. Answers how often that was so in a row. */
  putOff(taken: Taken, notBefore: (failures: number) => UtcInstant): Promise<number>;

  /** Makes a list of the oldest results if their day is before `today` or there are `most` of them; false if not. */
  closeList(today: string, most: number, build: ListBuilder): Promise<boolean>;

  /** Lists that are not known to be in the ledger, oldest first. */
  listsToEnter(limit: number): Promise<readonly FixityList[]>;
  entered(list: FixityList, at: UtcInstant): Promise<void>;

  /** The lock of `target` as it was longest and strictest at any audit; null if none was ever seen. */
  seenLock(target: Target): Promise<ObjectLock | null>;
  /** The latest end of a lock that was ever seen on anything of these items. */
  lockedUntil(itemIds: readonly ItemId[]): Promise<UtcInstant | null>;

  summary(): Promise<FixitySummary>;
  openFindings(limit: number): Promise<readonly OpenFinding[]>;
  ofItem(itemId: ItemId): Promise<ItemFixity>;
}
