/** Port: the register of the house's keys, and what of it the ledger does not tell yet. Contract suite: test/contract/key-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { NewAction } from "../actions/action.ts";
import type { HouseKey, KeyEntryKind, RegisteredKey, RevocableRole, Revocation } from "./key.ts";

/** A leaf about a key, on its way into the ledger. */
export interface KeyEntry {
  readonly id: number;
  readonly kind: KeyEntryKind;
  readonly leaf: string;
}

/** After it nothing signs with a key that was looked up before it was revoked; clocks of two machines differ by less. */
export const LAST_LOOK_MS = 10_000;

/** What the ledger is to tell of a key that is taken into use; decided once, and kept with the change. */
export type LeavesOf = (
  isKnown: boolean,
  previous: HouseKey | null,
) => readonly { readonly kind: KeyEntryKind; readonly leaf: string }[];

export interface KeyStore {
  /**
   * `key` is what its role works with from `at` on, in place of any other. The first caller's leaves count, in the
   * transaction of the change; a key that is in use already changes nothing. A key that was revoked in its role stays so
   * under another certificate. Answers the key as it stands.
   */
  use(key: HouseKey, at: UtcInstant, leavesOf: LeavesOf): Promise<RegisteredKey>;

  /** As it stands; null: it never was in use. */
  find(key: HouseKey): Promise<RegisteredKey | null>;

  /** Every key that ever was, in the order they came. */
  keys(): Promise<readonly RegisteredKey[]>;

  /** Marks the key of `role` that is in use. The first asking counts, and is the only action; null: there is none. */
  askRotation(
    role: RevocableRole,
    at: UtcInstant,
    actionOf: (key: HouseKey) => NewAction,
  ): Promise<RegisteredKey | null>;

  /**
   * Ends the key called so, if its role is among `roles`; the first revocation counts, and is the only action. Null:
   * there is none. Its leaf is due once the key is not in use, or was revoked `LAST_LOOK_MS` ago, and no item that it may
   * have signed is on its way to its seal.
   */
  revoke(
    spkiSha256: Sha256,
    roles: readonly RevocableRole[],
    revocation: Revocation,
    told: {
      readonly leafOf: (key: HouseKey) => string;
      readonly actionOf: (key: HouseKey) => NewAction;
    },
  ): Promise<RegisteredKey | null>;

  /** Not in the ledger yet and due at `now`, oldest first. */
  due(now: UtcInstant, limit: number): Promise<readonly KeyEntry[]>;
  entered(id: number): Promise<void>;

  /** Leaves about the keys called so, that the ledger tells already, oldest first. */
  told(spkiSha256: readonly Sha256[]): Promise<readonly KeyEntry[]>;
}
