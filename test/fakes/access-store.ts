/** AccessStore in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { ActionOf } from "../../services/actions/action-store.ts";
import type {
  AccessStore,
  Account,
  ApiToken,
  LoginFailures,
  LoginTried,
  NewToken,
  OpenedBy,
  Person,
  RegisteredDevice,
  RetirableDevice,
  Session,
  TokenEnding,
  TokenHolder,
  TokenUse,
  WhichSessions,
} from "../../services/access/access-store.ts";
import { tokenName } from "../../services/access/create-token.ts";
import type { PersonFacts } from "../../services/access/same-person.ts";
import { doorSetBy } from "../../services/access/two-people.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";

import { MemoryActionStore } from "./action-store.ts";

export interface KnownDevice extends RegisteredDevice {
  readonly tokenSha256: Sha256;
  readonly retiredAt: UtcInstant | null;
  readonly retiredBy?: UserId;
}

export interface KnownPerson extends Pick<PersonFacts, "identity" | "doorSet"> {
  readonly here: string | null;
  readonly provider: string | null;
}

const laneOf = ({ name, source }: LoginTried): string => JSON.stringify([name, source]);

export class MemoryAccessStore implements AccessStore {
  readonly accounts = new Map<UserId, Account>();
  /** What tells whose each account is (./people-store.ts). */
  readonly known = new Map<UserId, KnownPerson>();
  readonly devices = new Map<DeviceId, KnownDevice>();
  /** Which accounts the provider opens (./sign-on-store.ts). */
  readonly signOns = new Map<UserId, { readonly name: string; readonly subject: string | null }>();
  readonly #sessions = new Map<Sha256, Session>();
  readonly #tokens = new Map<Sha256, ApiToken>();
  readonly #failures = new Map<string, LoginFailures>();

  readonly #actions: MemoryActionStore;

  constructor(actions = new MemoryActionStore()) {
    this.#actions = actions;
  }

  async addUser(
    account: Account,
    action: NewAction,
    staffNumber: string | null = null,
  ): Promise<void> {
    if (this.#named(account.name) !== null) throw nameTaken();
    this.#actions.add(action);
    this.accounts.set(account.id, account);
    const known = { here: staffNumber, provider: null, identity: null };
    this.known.set(account.id, { ...known, doorSet: doorSetBy(action) });
  }

  async accountByName(name: string): Promise<Account | null> {
    return this.#named(name);
  }

  async disableUser(id: UserId, at: UtcInstant, actionOf: ActionOf<Account>): Promise<Account> {
    const account = this.accounts.get(id);
    if (account === undefined) throw new Refusal("missing", "access/no-such-user", "none");
    const admins = [...this.accounts.values()].filter(
      ({ role, disabledAt }) => role === "admin" && disabledAt === null,
    );
    if (admins.length === 1 && admins[0]?.id === id) {
      throw new Refusal("conflict", "access/last-admin", "the only one");
    }
    const disabled = { ...account, disabledAt: account.disabledAt ?? at };
    this.accounts.set(id, disabled);
    this.endSessionsOf(id);
    for (const [key, token] of this.#tokens) {
      if (token.userId === id)
        this.#tokens.set(key, { ...token, revokedAt: token.revokedAt ?? at });
    }
    this.#actions.add(actionOf(account));
    return disabled;
  }

  endSessionsOf(id: UserId): void {
    for (const [key, { userId }] of this.#sessions) if (userId === id) this.#sessions.delete(key);
  }

  async addSession(session: Session, action: NewAction, openedBy: OpenedBy): Promise<boolean> {
    for (const [key, { expiresAt }] of this.#sessions) {
      if (expiresAt < session.createdAt) this.#sessions.delete(key);
    }
    if (!this.#isOpenedBy(session.userId, openedBy)) return false;
    this.#actions.add(action);
    this.#sessions.set(session.tokenSha256, session);
    return true;
  }

  #isOpenedBy(id: UserId, openedBy: OpenedBy): boolean {
    const account = this.accounts.get(id);
    if (account === undefined || account.disabledAt !== null) return false;
    if ("passwordHash" in openedBy) return account.passwordHash === openedBy.passwordHash;
    const known = this.signOns.get(id);
    return known?.name === openedBy.signOnName && known.subject === openedBy.subject;
  }

  async sessions(userId: UserId): Promise<readonly Session[]> {
    if (!this.accounts.has(userId)) throw new Refusal("missing", "access/no-such-user", "none");
    const found = [...this.#sessions.values()].filter((session) => session.userId === userId);
    return found.toSorted((one, other) => (one.lastSeenAt < other.lastSeenAt ? 1 : -1));
  }

  async sessionsAmong(tokenSha256s: readonly Sha256[]): Promise<readonly Session[]> {
    return tokenSha256s.flatMap((key) => this.#sessions.get(key) ?? []);
  }

  async endSessions(
    userId: UserId,
    which: WhichSessions,
    actionOf: ActionOf<readonly Session[]>,
  ): Promise<readonly Session[]> {
    const isMeant = ({ tokenSha256: key }: Session): boolean =>
      "only" in which ? key === which.only : key !== which.allBut;
    const of = [...this.#sessions.values()].filter((session) => session.userId === userId);
    const ended = of.filter(isMeant);
    for (const { tokenSha256 } of ended) this.#sessions.delete(tokenSha256);
    this.#actions.add(actionOf(ended));
    return ended;
  }

  async session(tokenSha256: Sha256): Promise<{ session: Session; person: Person } | null> {
    const session = this.#sessions.get(tokenSha256);
    const person = session === undefined ? null : this.#person(session.userId);
    return session === undefined || person === null ? null : { session, person };
  }

  async seen(tokenSha256: Sha256, at: UtcInstant): Promise<void> {
    const session = this.#sessions.get(tokenSha256);
    if (session === undefined || session.lastSeenAt > at) return;
    this.#sessions.set(tokenSha256, { ...session, lastSeenAt: at });
  }

  async endSession(tokenSha256: Sha256, actionOf: ActionOf<Session>): Promise<void> {
    const session = this.#sessions.get(tokenSha256);
    if (session === undefined) return;
    this.#sessions.delete(tokenSha256);
    this.#actions.add(actionOf(session));
  }

  async addToken(token: NewToken, action: NewAction): Promise<void> {
    this.#actions.add(action);
    const unused = { revokedAt: null, revokedBy: null, revokeReason: null, used: null };
    this.#tokens.set(token.tokenSha256, { ...token, ...unused });
  }

  async tokenUsed(tokenSha256: Sha256, use: TokenUse): Promise<void> {
    const token = this.#tokens.get(tokenSha256);
    if (token === undefined || (token.used !== null && token.used.at >= use.at)) return;
    this.#tokens.set(tokenSha256, { ...token, used: use });
  }

  /** In the order in which they were made. */
  get allTokens(): readonly ApiToken[] {
    return [...this.#tokens.values()];
  }

  async tokenHolder(tokenSha256: Sha256): Promise<TokenHolder | null> {
    const token = this.#tokens.get(tokenSha256);
    const person = token?.revokedAt === null ? this.#person(token.userId) : null;
    return token === undefined || person === null
      ? null
      : { person, confirmedAt: token.confirmedAt, used: token.used };
  }

  async confirm(tokenSha256: Sha256, at: UtcInstant, action: NewAction): Promise<boolean> {
    const session = this.#sessions.get(tokenSha256);
    const token = this.#tokens.get(tokenSha256);
    const isOpen = token?.revokedAt === null;
    if (session === undefined && !isOpen) return false;
    const later = (before: UtcInstant | null): UtcInstant =>
      before !== null && before > at ? before : at;
    if (session !== undefined) {
      this.#sessions.set(tokenSha256, { ...session, confirmedAt: later(session.confirmedAt) });
    }
    if (token !== undefined && isOpen) {
      this.#tokens.set(tokenSha256, { ...token, confirmedAt: later(token.confirmedAt) });
    }
    this.#actions.add(action);
    return true;
  }

  async tokens(userId: UserId): Promise<readonly ApiToken[]> {
    return [...this.#tokens.values()].filter((token) => token.userId === userId);
  }

  async revokeToken(
    name: string,
    owner: UserId | null,
    { at, by, reason }: TokenEnding,
    actionOf: ActionOf<ApiToken>,
  ): Promise<void> {
    const token = this.allTokens.find(({ tokenSha256 }) => tokenName(tokenSha256) === name);
    if (token === undefined || (owner !== null && token.userId !== owner))
      throw new Refusal("missing", "access/no-such-token", "none");
    if (token.revokedAt === null) {
      const ended = { revokedAt: at, revokedBy: by, revokeReason: reason };
      this.#tokens.set(token.tokenSha256, { ...token, ...ended });
    }
    this.#actions.add(actionOf(token));
  }

  async loginFailures(tried: LoginTried): Promise<LoginFailures | null> {
    return this.#failures.get(laneOf(tried)) ?? null;
  }

  async addLoginFailure(
    tried: LoginTried,
    at: UtcInstant,
    forgetBefore: UtcInstant,
  ): Promise<void> {
    const known = this.#failures.get(laneOf(tried));
    const before = known !== undefined && known.lastAt >= forgetBefore ? known.failures : 0;
    this.#failures.set(laneOf(tried), { failures: before + 1, lastAt: at });
  }

  async clearLoginFailures(tried: LoginTried): Promise<void> {
    this.#failures.delete(laneOf(tried));
  }

  async addDevice(device: RegisteredDevice, tokenSha256: Sha256, action: NewAction): Promise<void> {
    if ([...this.devices.values()].some(({ name }) => name === device.name)) throw nameTaken();
    this.#actions.add(action);
    this.devices.set(device.id, { ...device, tokenSha256, retiredAt: null });
  }

  async retireDevice(
    id: DeviceId,
    by: UserId,
    at: UtcInstant,
    actionOf: ActionOf<RetirableDevice>,
  ): Promise<void> {
    const device = this.devices.get(id);
    if (device === undefined) throw new Refusal("missing", "access/no-such-device", "none");
    if (device.retiredAt === null) {
      this.devices.set(id, { ...device, retiredAt: at, retiredBy: by });
    }
    this.#actions.add(actionOf(device));
  }

  #named(name: string): Account | null {
    return [...this.accounts.values()].find((account) => account.name === name) ?? null;
  }

  #person(id: UserId): Person | null {
    const account = this.accounts.get(id);
    if (account === undefined || account.disabledAt !== null) return null;
    const { name, displayName, role } = account;
    return { id, name, displayName, role };
  }
}

const nameTaken = (): Refusal => new Refusal("conflict", "access/name-taken", "taken");
