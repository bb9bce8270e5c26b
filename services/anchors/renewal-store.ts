/**
 * Port: renewals of the time stamps over whole logs, and the tokens over them.
 * Contract suite: test/contract/renewal-store.contract.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ObjectRef } from "../objects/object-store.ts";
import type { RenewalKey } from "./renewal.ts";
import type { StampedToken } from "./timestamp.ts";
import type { KeptToken } from "./token-store.ts";

/** A file that a renewal names and the object store has, locked. */
export interface RenewalFile {
  /** In packages. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly object: ObjectRef;
  /** Of a list of tokens: over checkpoints of these sizes, both included; null: it goes along in any case. */
  readonly covers: { readonly first: number; readonly last: number } | null;
}

export interface Renewal extends RenewalKey {
  readonly size: number;
  readonly madeAt: UtcInstant;
  /** What is stamped, exact. */
  readonly text: string;
  readonly isEntered: boolean;
  readonly files: readonly RenewalFile[];
}

export interface RenewalStore {
  /** Keeps what was decided, unless a renewal of this log and number is there: then nothing changes, and false. */
  save(renewal: Omit<Renewal, "isEntered">): Promise<boolean>;
  /** All of a log, the first one first. */
  of(origin: string): Promise<readonly Renewal[]>;
  /** Those that the ledger does not tell of yet. */
  notEntered(): Promise<readonly Renewal[]>;
  entered(key: RenewalKey): Promise<void>;

  /** The newest renewal of each log, where it has no token of this authority; none while the authority is left alone. */
  due(authority: string, now: UtcInstant): Promise<readonly Renewal[]>;
  /** Keeps a token; of one authority over one renewal the first stays. Its failures are over. */
  keep(
    key: RenewalKey,
    authority: string,
    token: Pick<StampedToken, "response" | "genTime" | "validUntil">,
    now: UtcInstant,
  ): Promise<void>;
  /** When the oldest renewal was made over which there is no token at all; null: none waits. */
  waitingSince(): Promise<UtcInstant | null>;
  /** Tokens over one renewal, by the authority's name. */
  tokens(key: RenewalKey): Promise<readonly KeptToken[]>;

  /** A person wants this log renewed now; asked twice is asked once. */
  ask(origin: string, at: UtcInstant): Promise<void>;
  /** Logs that were asked for; a renewal that is saved answers. */
  asked(): Promise<readonly string[]>;
}
