/**
 * Port: the ledger's leaves, their order, and the heads that were signed over them.
 * Contract suite: test/contract/ledger-store.contract.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";

/** The right to write one log. A newer writer has a higher fence and ends the older one. */
export interface LedgerWriter {
  readonly origin: string;
  readonly fence: number;
}

/** A leaf with its place. `leaf` is exact text; its hash is recomputed from this, never kept beside it. */
export interface LedgerEntry {
  readonly index: number;
  readonly leaf: string;
}

/** A signed head: the checkpoint note over the first `size` entries. */
export interface LedgerHead {
  readonly size: number;
  readonly rootSha256: Sha256;
  /** The signed note, exact bytes as text. */
  readonly note: string;
  readonly signedAt: UtcInstant;
}

export interface LedgerStore {
  /** Where `leaf` stands, in which log, or null if it is not entered yet. */
  locate(leaf: string): Promise<{ readonly origin: string; readonly index: number } | null>;

  /** Entries whose first digest is this one, those entered first come first. */
  about(
    digest: Sha256,
    limit: number,
  ): Promise<readonly (LedgerEntry & { readonly origin: string })[]>;

  /** The log of the latest year of `agency` that has an entry, or null. */
  newestLog(agency: string): Promise<string | null>;

  /** Makes this process the writer of `origin`; every earlier writer is fenced off. */
  acquire(origin: string): Promise<LedgerWriter>;

  /**
   * Gives each of `leaves` that stands in no log yet the next place, in order and once, and answers every
   * entry from the last published head on (also those an earlier writer placed and did not publish).
   * @throws Refusal conflict "ledger/fenced" if a newer writer exists; "ledger/later-log" for leaves to place where a log
   *         of a later year of the same agency has an entry: places of two logs are in the order of their years.
   */
  place(writer: LedgerWriter, leaves: readonly string[]): Promise<readonly LedgerEntry[]>;

  /**
   * Makes `leaves` the entries from `first` on, in place of what was placed there and never published: for whoever brings
   * an older database up to what was signed since. May be asked again. @throws Refusal conflict "ledger/fenced";
   * "ledger/head-behind" for a place under a published head; "ledger/two-places" if one of them stands elsewhere.
   */
  takeUp(writer: LedgerWriter, first: number, leaves: readonly string[]): Promise<void>;

  /** Entries `first` to `last`, both included, read anew from the store. */
  entries(origin: string, first: number, last: number): Promise<readonly LedgerEntry[]>;

  /**
   * Publishes `head`. @throws Refusal conflict "ledger/fenced"; "ledger/two-roots" if another root
   * was published for this size; "ledger/head-behind" if a larger head is there.
   */
  publish(writer: LedgerWriter, head: LedgerHead): Promise<void>;

  /** The newest head of `origin`, or null for an empty log. */
  head(origin: string): Promise<LedgerHead | null>;

  /** The smallest published head that covers `index`, or null. */
  headCovering(origin: string, index: number): Promise<LedgerHead | null>;
}
