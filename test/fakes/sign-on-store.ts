/** SignOnStore in memory, over the access store in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { ActionOf } from "../../services/actions/action-store.ts";
import type {
  Door,
  SignOn,
  SignOnAccount,
  SignOnStore,
} from "../../services/access/sign-on-store.ts";
import { doorSetBy } from "../../services/access/two-people.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import { guestSetsOwn } from "../../services/access/sign-on.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { KnownPerson, MemoryAccessStore } from "./access-store.ts";
import type { MemoryActionStore } from "./action-store.ts";

type Identity = NonNullable<SignOnAccount["identity"]>;

export class MemorySignOnStore implements SignOnStore {
  readonly underWay = new Map<Sha256, SignOn>();
  readonly #doors = new Map<
    UserId,
    { readonly name: string; readonly identity: Identity | null }
  >();
  readonly #access: MemoryAccessStore;
  readonly #actions: MemoryActionStore;

  constructor(access: MemoryAccessStore, actions: MemoryActionStore) {
    this.#access = access;
    this.#actions = actions;
  }

  async begin(signOn: SignOn, forgetBefore: UtcInstant): Promise<void> {
    for (const [state, { begunAt }] of this.underWay) {
      if (begunAt < forgetBefore) this.underWay.delete(state);
    }
    const [oldest] = this.underWay.keys();
    if (this.underWay.size >= 20_000 && oldest !== undefined) this.underWay.delete(oldest);
    this.underWay.set(signOn.stateSha256, signOn);
  }

  async take(stateSha256: Sha256): Promise<SignOn | null> {
    const found = this.underWay.get(stateSha256) ?? null;
    this.underWay.delete(stateSha256);
    return found;
  }

  async door(id: UserId): Promise<Door> {
    if (!this.#access.accounts.has(id)) {
      throw new Refusal("missing", "access/no-such-user", "none");
    }
    return { signOnName: this.#doors.get(id)?.name ?? null };
  }

  async account(signOnName: string): Promise<SignOnAccount | null> {
    const found = [...this.#doors].find(([, { name }]) => name === signOnName);
    const account = found === undefined ? undefined : this.#access.accounts.get(found[0]);
    if (found === undefined || account === undefined || account.disabledAt !== null) return null;
    const { id, name, displayName, role } = account;
    return { person: { id, name, displayName, role }, identity: found[1].identity };
  }

  async bind(
    id: UserId,
    signOnName: string,
    identity: Identity,
    action: NewAction,
  ): Promise<boolean> {
    const door = this.#doors.get(id);
    if (door?.name !== signOnName || door.identity !== null) return false;
    if (this.#access.accounts.get(id)?.disabledAt !== null) return false;
    this.#doors.set(id, { ...door, identity });
    this.#access.signOns.set(id, { name: signOnName, subject: identity.subject });
    this.#know(id, { identity });
    this.#actions.add(action);
    return true;
  }

  async setDoor(
    id: UserId,
    { signOnName, passwordHash }: { signOnName: string | null; passwordHash: string },
    actionOf: ActionOf<Door>,
  ): Promise<void> {
    const local = [...this.#access.accounts.values()].filter(
      (each) => each.role === "admin" && each.disabledAt === null && !this.#doors.has(each.id),
    );
    if (signOnName !== null && local.length === 1 && local[0]?.id === id) {
      throw new Refusal("conflict", "access/last-local-admin", "the last one");
    }
    const account = this.#access.accounts.get(id);
    if (account === undefined) throw new Refusal("missing", "access/no-such-user", "none");
    if (account.role === "guest") throw guestSetsOwn();
    if ([...this.#doors].some(([other, { name }]) => other !== id && name === signOnName)) {
      throw new Refusal("conflict", "access/sign-on-name-taken", "taken");
    }
    const before = { signOnName: this.#doors.get(id)?.name ?? null };
    if (signOnName === null) this.#doors.delete(id);
    else this.#doors.set(id, { name: signOnName, identity: null });
    this.#access.signOns.delete(id);
    this.#access.accounts.set(id, { ...account, passwordHash });
    this.#access.endSessionsOf(id);
    const action = actionOf(before);
    const doorSet = action === null ? {} : { doorSet: doorSetBy(action) };
    this.#know(id, { identity: null, provider: null, ...doorSet });
    this.#actions.add(action);
  }

  #know(id: UserId, changes: Partial<KnownPerson>): void {
    const known = this.#access.known.get(id);
    if (known !== undefined) this.#access.known.set(id, { ...known, ...changes });
  }
}
