/**
 * Port: what witnesses said of anchors, and how each stands to each log.
 * Contract suite: test/contract/witness-store.contract.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { RefusalCode } from "../kernel/refusal.ts";

export interface Cosignature {
  readonly origin: string;
  /** Of the anchor. */
  readonly size: number;
  /** Verifier key of the witness, as text. */
  readonly witness: string;
  /** The signature line, exact text with its line break. */
  readonly line: string;
  /** The witness's time. */
  readonly cosignedAt: UtcInstant;
}

/** How one witness stands to one log, as far as this house knows. */
export interface WitnessStanding {
  readonly witness: string;
  readonly origin: string;
  /** Entries up to which it cosigned, by its own last word; 0: nothing yet. A proof begins there. */
  readonly size: number;
  /** Size of the newest anchor of which its cosignature is kept here; 0: none. */
  readonly keptSize: number;
  /** Why the last attempt failed; null: it did not. */
  readonly problem: RefusalCode | null;
  /** Attempts that failed one after another. */
  readonly failures: number;
  readonly failingSince: UtcInstant | null;
  /** Not before this; null: at once. */
  readonly retryAt: UtcInstant | null;
}

/** Problems that say that this witness saw another history: looked into by people, never waited out. */
export const CONTRADICTIONS: readonly RefusalCode[] = [
  "anchors/witness-contradicts",
  "anchors/witness-ahead",
];

export interface WitnessStore {
  /** By witness and log. */
  standings(): Promise<readonly WitnessStanding[]>;
  /** In place of what was noted of this witness and log. */
  note(standing: WitnessStanding): Promise<void>;
  /** Forgets how other witnesses stand; their cosignatures stay. */
  keepOnly(witnesses: readonly string[]): Promise<void>;
  /** Keeps a cosignature of an anchor; the first one of a witness stays. */
  keep(cosignature: Cosignature): Promise<void>;
  /** Those of the anchor of exactly this size, by witness. */
  cosignatures(origin: string, size: number): Promise<readonly Cosignature[]>;
  /** The largest anchor with a cosignature of a witness whose standing to the log is known, as of all that are asked; null: none. */
  newestCosigned(origin: string): Promise<number | null>;
  /** Those of anchors that cover the entry `index`, the smallest anchors first, at most `limit`. */
  covering(origin: string, index: number, limit: number): Promise<readonly Cosignature[]>;
}
