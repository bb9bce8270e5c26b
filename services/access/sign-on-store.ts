/** Port: sign-ons under way, and which accounts the identity provider opens. Contract suite: test/contract/sign-on-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { ActionOf } from "../actions/action-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { UserId } from "../kernel/ids.ts";
import type { Person } from "./access-store.ts";

/** A browser that was sent to the provider and has not come back. */
export interface SignOn {
  readonly stateSha256: Sha256;
  /** Digest of what stands in that browser's cookie. */
  readonly browserSha256: Sha256;
  readonly nonce: string;
  readonly verifier: string;
  /** Where it was going, inside our page. */
  readonly back: string;
  readonly begunAt: UtcInstant;
  /** The session that is to be confirmed; null: one is to begin. */
  readonly confirms: Sha256 | null;
}

/** Whom the provider's word opens an account for. */
export interface SignOnAccount {
  readonly person: Person;
  /** Who it was at the first sign-on; null before it. */
  readonly identity: { readonly issuer: string; readonly subject: string } | null;
}

/** What is told of an account when its door changes. */
export interface Door {
  readonly signOnName: string | null;
}

export interface SignOnStore {
  /**
   * Keeps it, and forgets those begun before `forgetBefore`, and the oldest where somebody only begins them: who begins
   * nothing but these must shut the door to nobody for long.
   */
  begin(signOn: SignOn, forgetBefore: UtcInstant): Promise<void>;
  /** Gives it once, and null ever after. */
  take(stateSha256: Sha256): Promise<SignOn | null>;

  /** @throws Refusal missing "access/no-such-user". */
  door(id: UserId): Promise<Door>;
  /** The account that may be used, or null; a disabled one is none. */
  account(signOnName: string): Promise<SignOnAccount | null>;
  /**
   * Binds the account to this identity for good; false if it is bound by now, or opens under `signOnName` no more.
   */
  bind(
    id: UserId,
    signOnName: string,
    identity: { issuer: string; subject: string },
    action: NewAction,
  ): Promise<boolean>;

  /**
   * Gives the account's door to the provider, under `signOnName`: its password is replaced by `passwordHash`, which
   * nobody knows the password of, its sessions end, and it counts as set by whoever the action names
   * (services/access/two-people.ts). With null the door is a password again, that of the hash.
   * @throws Refusal missing "access/no-such-user"; conflict "access/sign-on-name-taken", "access/last-local-admin"
   *         (one enabled administrator is always let in without the provider).
   */
  setDoor(
    id: UserId,
    door: { readonly signOnName: string | null; readonly passwordHash: string },
    actionOf: ActionOf<Door>,
  ): Promise<void>;
}
