/**
 * Port: people, their sessions and tokens, and the devices' register. Every change takes the action that tells it and
 * keeps both or neither. Contract suites: test/contract/access-store.contract.ts, recorded-actions.contract.ts, token-list.contract.ts.
 */
import type { NewAction } from "../actions/action.ts";
import type { ActionOf } from "../actions/action-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, UserId } from "../kernel/ids.ts";
import type { LogInFrom } from "./log-in-from.ts";
import type { Role } from "./permission.ts";

/** A person as the rest of the house sees one. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
}

export interface Account extends Person {
  /** services/access/password.ts writes and reads it. */
  readonly passwordHash: string;
  readonly createdAt: UtcInstant;
  readonly disabledAt: UtcInstant | null;
  /** From then on it opens nothing; null or left out: it does until somebody disables it. */
  readonly endsAt?: UtcInstant | null;
}

export interface Session {
  /** Digest of the secret in the cookie; the secret itself is kept nowhere. */
  readonly tokenSha256: Sha256;
  readonly userId: UserId;
  readonly createdAt: UtcInstant;
  readonly lastSeenAt: UtcInstant;
  /** The session ends then, however busy it is. */
  readonly expiresAt: UtcInstant;
  /** When its person last showed who they are (services/access/step-up.ts). */
  readonly confirmedAt: UtcInstant;
  /** Null: it began before that was kept. */
  readonly from: LogInFrom | null;
}

/** What let somebody in: it must still do so at the moment in which their session begins. */
export type OpenedBy =
  | { readonly passwordHash: string }
  | { readonly signOnName: string; readonly subject: string };

/** Which of one person's sessions: one, or all but one; null: all. */
export type WhichSessions = { readonly only: Sha256 } | { readonly allBut: Sha256 | null };

export interface NewToken {
  readonly tokenSha256: Sha256;
  readonly userId: UserId;
  readonly label: string;
  readonly createdAt: UtcInstant;
  /** When its person last showed who they are with it; null: never. */
  readonly confirmedAt: UtcInstant | null;
}

export interface ApiToken extends NewToken {
  readonly revokedAt: UtcInstant | null;
  /** Null: with its account, or nobody noted it. */
  readonly revokedBy: UserId | null;
  readonly revokeReason: string | null;
  readonly used: TokenUse | null;
}

/** The last that was noted (services/access/create-token.ts says how often). */
export interface TokenUse {
  readonly at: UtcInstant;
  /** Address, as of a log-in. */
  readonly from: string;
}

export interface TokenEnding {
  readonly at: UtcInstant;
  readonly by: UserId;
  readonly reason: string | null;
}

/** Whose token it is. */
export interface TokenHolder {
  readonly person: Person;
  readonly confirmedAt: UtcInstant | null;
  readonly used: TokenUse | null;
}

export const DEVICE_KINDS = ["body_camera", "dock", "room_recorder", "cctv"] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export interface RegisteredDevice {
  readonly id: DeviceId;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly createdAt: UtcInstant;
}

export interface RetirableDevice extends RegisteredDevice {
  readonly retiredAt: UtcInstant | null;
}

/** Which name was tried, and from where (login-source.ts). */
export interface LoginTried {
  readonly name: string;
  readonly source: string;
}

export interface LoginFailures {
  readonly failures: number;
  readonly lastAt: UtcInstant;
}

export interface AccessStore {
  /**
   * The account's door counts as set by whoever `action` names (services/access/two-people.ts).
   * @throws Refusal conflict "access/name-taken".
   */
  addUser(account: Account, action: NewAction, staffNumber?: string | null): Promise<void>;
  accountByName(name: string): Promise<Account | null>;

  /**
   * Disables a person, ends every session and revokes every token of theirs, all or nothing.
   * Disabling twice changes nothing.
   * @throws Refusal missing "access/no-such-user"; conflict "access/last-admin" for the only enabled admin.
   */
  disableUser(id: UserId, at: UtcInstant, actionOf: ActionOf<Account>): Promise<Account>;

  /**
   * False, and nothing is kept or told, where the account was disabled or its door changed since it was opened: who changes a
   * door ends each session that began by the old one, and none may begin behind them. Forgets whatever is over by age.
   */
  addSession(session: Session, action: NewAction, openedBy: OpenedBy): Promise<boolean>;
  /** The session and whose it is, or null; a disabled person has none. */
  session(tokenSha256: Sha256): Promise<{ session: Session; person: Person } | null>;
  /** Moves lastSeenAt forward, never back. */
  seen(tokenSha256: Sha256, at: UtcInstant): Promise<void>;
  /** Moves confirmedAt of the session or token of this digest forward, never back; false if it is over. */
  confirm(tokenSha256: Sha256, at: UtcInstant, action: NewAction): Promise<boolean>;
  /** Ends it; ending an unknown one does nothing. */
  endSession(tokenSha256: Sha256, actionOf: ActionOf<Session>): Promise<void>;
  /** All of this person, used last first; some may be over. @throws Refusal missing "access/no-such-user". */
  sessions(userId: UserId): Promise<readonly Session[]>;
  /** Those of them that are there, whosever they are; in no order. */
  sessionsAmong(tokenSha256s: readonly Sha256[]): Promise<readonly Session[]>;
  /** Ends those of this person and answers them; what somebody else ended meanwhile is not among them. */
  endSessions(
    userId: UserId,
    which: WhichSessions,
    actionOf: ActionOf<readonly Session[]>,
  ): Promise<readonly Session[]>;

  addToken(token: NewToken, action: NewAction): Promise<void>;
  /** Whose unrevoked token this is, or null; a disabled person's opens nothing. */
  tokenHolder(tokenSha256: Sha256): Promise<TokenHolder | null>;
  /** Notes a use, unless a later one was noted. */
  tokenUsed(tokenSha256: Sha256, use: TokenUse): Promise<void>;
  /** All tokens of this person, oldest first. */
  tokens(userId: UserId): Promise<readonly ApiToken[]>;
  /**
   * By its name (services/access/create-token.ts), and only if it is `owner`'s; null: whosever it is. One that was revoked
   * stays as it was. @throws Refusal missing "access/no-such-token".
   */
  revokeToken(
    name: string,
    owner: UserId | null,
    ending: TokenEnding,
    actionOf: ActionOf<ApiToken>,
  ): Promise<void>;

  loginFailures(tried: LoginTried): Promise<LoginFailures | null>;
  /** Counts one more in a single statement; a count whose last failure lies before `forgetBefore` starts anew. */
  addLoginFailure(tried: LoginTried, at: UtcInstant, forgetBefore: UtcInstant): Promise<void>;
  clearLoginFailures(tried: LoginTried): Promise<void>;

  /** @throws Refusal conflict "access/name-taken". */
  addDevice(device: RegisteredDevice, tokenSha256: Sha256, action: NewAction): Promise<void>;
  /**
   * Neither its token nor a certificate of it opens anything from then on; the first to retire it stays on
   * record. @throws Refusal missing "access/no-such-device".
   */
  retireDevice(
    id: DeviceId,
    by: UserId,
    at: UtcInstant,
    actionOf: ActionOf<RetirableDevice>,
  ): Promise<void>;
}
