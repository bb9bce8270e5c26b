/**
 * Port: the published heads that were chosen to be made known outside the house.
 * Contract suite: test/contract/anchor-store.contract.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";

/** A published head that was chosen: what authorities stamp and witnesses cosign. */
export interface Anchor {
  readonly origin: string;
  readonly size: number;
  readonly rootSha256: Sha256;
  /** The log's own signed note, exact bytes as text. */
  readonly note: string;
  readonly chosenAt: UtcInstant;
}

/** A log that has a head, and the largest of its heads that was chosen. */
export interface AnchoredLog {
  readonly origin: string;
  readonly headSize: number;
  readonly anchor: Pick<Anchor, "size" | "chosenAt"> | null;
}

export interface AnchorStore {
  /** Every log with a published head, by name. */
  logs(): Promise<readonly AnchoredLog[]>;

  /**
   * Chooses the published head of `size`. Answers false, and changes nothing, unless the largest chosen
   * head still is the one of size `after` (null: none is chosen) and `size` is larger and published.
   */
  choose(origin: string, size: number, after: number | null, at: UtcInstant): Promise<boolean>;

  /** The chosen head of exactly this size, or null. */
  anchor(origin: string, size: number): Promise<Anchor | null>;

  /** The largest chosen head, or null. */
  newest(origin: string): Promise<Anchor | null>;

  /** Chosen heads that cover the entry `index`, the smallest first, at most `limit`. */
  covering(origin: string, index: number, limit: number): Promise<readonly Anchor[]>;
}
