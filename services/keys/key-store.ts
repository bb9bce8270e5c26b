/** Port: the register of the house's keys, and what of it the ledger does not tell yet. Contract suite: test/contract/key-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { HouseKey, KeyEntryKind, RegisteredKey } from "./key.ts";

/** A leaf about a key, on its way into the ledger. */
export interface KeyEntry {
  readonly id: number;
  readonly kind: KeyEntryKind;
  readonly leaf: string;
}

/** What the ledger is to tell of a key that is taken into use; decided once, and kept with the change. */
export type LeavesOf = (
  isKnown: boolean,
  previous: HouseKey | null,
) => readonly { readonly kind: KeyEntryKind; readonly leaf: string }[];

export interface KeyStore {
  /**
   * `key` is what its role works with from `at` on, in place of any other. The first caller's leaves count, in the
   * transaction of the change; a key that is in use already changes nothing. Answers the key as it stands.
   */
  use(key: HouseKey, at: UtcInstant, leavesOf: LeavesOf): Promise<RegisteredKey>;

  /** Every key that ever was, in the order they came. */
  keys(): Promise<readonly RegisteredKey[]>;

  /** Not in the ledger yet, oldest first. */
  due(limit: number): Promise<readonly KeyEntry[]>;
  entered(id: number): Promise<void>;

  /** Leaves about the keys called so, that the ledger tells already, oldest first. */
  told(spkiSha256: readonly Sha256[]): Promise<readonly KeyEntry[]>;
}
